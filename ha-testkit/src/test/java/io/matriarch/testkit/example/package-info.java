/** A store written after the page "write your own store", and asked by the conformance kit. */
package io.matriarch.testkit.example;
