/** Configuration that is applied to a running server, and what of it waits for a restart. */
package io.matriarch.postgres.live;
