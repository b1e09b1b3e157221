/** Leader election inside a program: nothing but the core, a store and a logger. */
package io.matriarch.examples.election;
