/** What tests need of the machine on which they start real servers. */
package io.matriarch.testkit.host;
