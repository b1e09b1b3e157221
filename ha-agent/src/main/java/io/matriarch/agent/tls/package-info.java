/** Certificates and keys in PEM files, and what TLS makes of them. */
package io.matriarch.agent.tls;
