/**
 * The machine's watchdog device, which resets the machine when nobody vouches for the server any
 * more, and several watchdogs as one.
 */
package io.matriarch.postgres.watchdog;
