/** Clusters as the store shows them, and what members make of that. */
package io.matriarch.cli.cluster;
