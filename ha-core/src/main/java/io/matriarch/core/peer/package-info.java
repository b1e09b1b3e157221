/** How a node asks the other members of its cluster directly. */
package io.matriarch.core.peer;
