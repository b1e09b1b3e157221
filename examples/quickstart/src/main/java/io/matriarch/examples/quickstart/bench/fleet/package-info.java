/** What hundreds of elections in one process cost, beside another library's. */
package io.matriarch.examples.quickstart.bench.fleet;
