/** What the cluster costs and how fast it recovers, measured on the machine at hand. */
package io.matriarch.examples.quickstart.bench;
