/**
 * Who could lead: judged alone, and against the answers of the others. Ranking is not a condition,
 * so it stands here as ordinary code, and rows see only its verdict.
 */
package io.matriarch.core.internal.election;
