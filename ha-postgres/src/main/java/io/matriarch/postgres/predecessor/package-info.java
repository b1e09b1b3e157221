/** What an earlier process of the same node left behind, and what this one leaves for the next. */
package io.matriarch.postgres.predecessor;
