/**
 * REST API of a node, and the client with which it asks its peers.
 *
 * <p>Health checks are answered from the node's published status and the clock, never from the
 * store or the database: in constant time also while the node hangs, and a node that hangs stops
 * calling itself primary when its lease ends. Whatever needs the node (a fresh look, a fresh read,
 * a command) is answered when the node has answered, in bounded time and number, and no thread
 * waits for it. Requests that change something are read and checked by threads of their own.
 */
package io.matriarch.agent.rest;
