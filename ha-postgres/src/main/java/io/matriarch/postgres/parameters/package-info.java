/** Configuration: merging, checking, writing. */
package io.matriarch.postgres.parameters;
