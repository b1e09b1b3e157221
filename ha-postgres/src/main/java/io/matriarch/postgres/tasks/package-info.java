/** What takes long: one class per task, run one at a time. */
package io.matriarch.postgres.tasks;
