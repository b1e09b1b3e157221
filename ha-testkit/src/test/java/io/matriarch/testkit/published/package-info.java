/** What users get: modules, their names and versions, their API and its documentation. */
package io.matriarch.testkit.published;
