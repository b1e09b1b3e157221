/** Tables, YAML and JSON as text. No IO. */
package io.matriarch.cli.format;
