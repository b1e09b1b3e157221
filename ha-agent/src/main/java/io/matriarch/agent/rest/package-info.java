/**
 * REST API of a node, and the client with which it asks its peers.
 *
 * <p>Health checks are answered from the node's published status and the clock, never from the
 * store or the database: in constant time also while the node hangs, and a node that hangs stops
 * calling itself primary when its lease ends. Only {@code /patroni}, by which peers decide, has the
 * node look at its resource again, and {@code POST /failsafe} waits for the node; both in bounded
 * time and number.
 */
package io.matriarch.agent.rest;
