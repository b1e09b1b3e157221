# What the test reports say. To be sourced.

surefire_reports() { find . -path ./.git -prune -o -path '*/target/surefire-reports/TEST-*.xml' -print; }

remove_old_reports() { surefire_reports | while read -r report; do rm -f "$report"; done; }

# Prints "PASSED FAILED SKIPPED" over all reports.
count_tests() {
  surefire_reports | while read -r report; do cat "$report"; done | awk '
    function number(text, name) {
      return match(text, name "=\"[0-9]+\"") ? substr(text, RSTART + length(name) + 2, RLENGTH - length(name) - 3) : 0
    }
    /<testsuite / {
      tests += number($0, " tests")
      failed += number($0, " failures") + number($0, " errors")
      skipped += number($0, " skipped")
    }
    END { printf "%d %d %d\n", tests - failed - skipped, failed, skipped }'
}

# Those that failed once and passed when they were run again. Only a wait that ran out may do so, as it
# may on a busy machine: whatever shows a wrong result once has failed.
ran_out=': (Condition with|Condition returned|Assertion condition|java.util.concurrent.TimeoutException)|: did not happen within '
timed_out_once() { tests_with 'flaky(Error|Failure)' | grep -aE "$ran_out" || true; }
wrong_once() { tests_with 'flaky(Error|Failure)' | grep -avE "$ran_out" || true; }

# tests_with ELEMENT: "class.method: message" of every test that failed, or was skipped.
tests_with() {
  surefire_reports | while read -r report; do cat "$report"; done | awk -v pattern="<($1)[ >]" '
    function value(text, name) {
      return match(text, " " name "=\"[^\"]*\"") ? substr(text, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
    }
    /<testcase / { test = value($0, "classname") "." value($0, "name"); sub(/^.*\.([A-Z])/, "&", test) }
    $0 ~ pattern {
      message = value($0, "message")
      if (message == "") message = value($0, "type")
      gsub(/(&#10;| )+/, " ", message); sub(/^ /, "", message); gsub(/&quot;/, "\"", message); gsub(/&lt;/, "<", message)
      gsub(/&gt;/, ">", message); gsub(/&apos;/, "\047", message); gsub(/&amp;/, "\\&", message)
      message = substr(message, 1, 200)
      print test ": " (message == "" ? "no reason given" : message)
    }'
}
