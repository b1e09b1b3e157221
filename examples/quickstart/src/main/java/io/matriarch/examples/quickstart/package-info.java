/** A cluster on one machine that loses its primary before the viewer's eyes. */
package io.matriarch.examples.quickstart;
