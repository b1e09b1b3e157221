/** Requests to members' REST APIs. Each is bounded; none is repeated by itself. */
package io.matriarch.cli.rest;
