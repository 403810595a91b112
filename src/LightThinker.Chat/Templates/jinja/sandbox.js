// Called once per engine with the library's exports, the host's functions and the limits. Returns compile and render.
// The engine's own limits are checked between statements, so a single call to one of the built-in functions below
// could still run for long or fill the memory. They are replaced by versions that look before they leap.
(function (jinja, host, maxChars) {
  "use strict";

  // Characters that one search compares at worst, and the same by a regular expression: some 50 ms each.
  const maxSearch = 2 ** 30;
  const maxMatch = 2 ** 27;
  const maxPattern = 4096;

  class TemplateRaised extends Error {
    name = "TemplateRaised";
  }

  class TemplateLimit extends Error {
    name = "TemplateLimit";
  }

  function ensure(condition, what) {
    if (!condition) {
      throw new TemplateLimit(what);
    }
  }

  const { repeat, includes, split, replaceAll } = String.prototype;
  const { join } = Array.prototype;
  const { stringify } = JSON;
  const NativeRegExp = RegExp;

  String.prototype.repeat = function (count) {
    ensure(!(this.length * count > maxChars), maxChars + " characters in one text");
    return repeat.call(this, count);
  };

  String.prototype.includes = function (text, position) {
    ensure(!(this.length * text.length > maxSearch), "the length of a text to search for");
    return includes.call(this, text, position);
  };

  String.prototype.split = function (separator, limit) {
    ensure(!(this.length * separator?.length > maxSearch), "the length of a separator");
    return split.call(this, separator, limit);
  };

  // The library always gives a regular expression here.
  String.prototype.replaceAll = function (pattern, replacement) {
    ensure(!(this.length * pattern.source.length > maxMatch), "the length of a text to replace");
    return replaceAll.call(this, pattern, replacement);
  };

  Array.prototype.join = function (separator = ",") {
    const parts = [];
    let length = 0;
    for (let i = 0; i < this.length; i++) {
      const item = this[i];
      const text = typeof item === "string" ? item : item == null ? "" : String(item);
      length += text.length + separator.length;
      ensure(length <= maxChars, maxChars + " characters in one text");
      parts.push(text);
    }
    return join.call(parts, separator);
  };

  // Before a text that is a number, of which JavaScript's own would lose digits.
  let numberMark;

  JSON.stringify = function (value) {
    if (typeof value === "string" && value[0] === numberMark) {
      return value.slice(1);
    }
    ensure(!(value?.length > maxChars), maxChars + " characters in one text");
    return stringify(value);
  };

  globalThis.RegExp = function (pattern, flags) {
    ensure(!(pattern.length > maxPattern), "the length of a text to replace");
    return new NativeRegExp(pattern, flags);
  };

  // Python's range is lazy; here every number exists, and counts as memory.
  function range(start, stop, step = 1) {
    if (stop === undefined || stop === null) {
      stop = start;
      start = 0;
    }
    if (step === 0) {
      throw new Error("range() step must not be zero");
    }
    const numbers = [];
    for (let i = start; step > 0 ? i < stop : i > stop; i += step) {
      numbers.push(i);
    }
    return numbers;
  }

  let program;
  return {
    compile(text) {
      program = new jinja.Template(text).parsed;
    },
    render(input, mark) {
      numberMark = mark;
      // A new environment each time: nothing a template sets outlives its render.
      const environment = new jinja.Environment();
      const globals = {
        true: true, false: false, none: null, True: true, False: false, None: null,
        range,
        strftime_now: host.strftime,
        raise_exception(message) {
          throw new TemplateRaised(message);
        },
      };
      for (const variables of [globals, input]) {
        for (const name of Object.keys(variables)) {
          environment.set(name, variables[name]);
        }
      }
      return new jinja.Interpreter(environment).run(program).value;
    },
  };
})
