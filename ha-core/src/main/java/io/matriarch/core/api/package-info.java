/** What an embedding application uses: build a node, start it, read its status, end it. */
package io.matriarch.core.api;
