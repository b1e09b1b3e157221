/** Operating system side: programs, the postmaster, signals, fencing. */
package io.matriarch.postgres.process;
