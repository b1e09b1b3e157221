/** What the command is told: a configuration file, options, the environment. */
package io.matriarch.cli.config;
