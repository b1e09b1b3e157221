/** Replication slots of members. */
package io.matriarch.postgres.slots;
