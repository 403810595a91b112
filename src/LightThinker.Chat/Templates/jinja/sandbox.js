// Called once per engine with the library's exports, the host's functions and the limits. Returns compile and render.
// The engine's own limits are checked between statements, so a single call to one of the built-in functions below
// could still run for long or fill the memory. They are replaced by versions that look before they leap.
(function (jinja, host, maxChars) {
  "use strict";

  const maxSearch = 2 ** 30; // characters compared at worst by one search: well below 100 ms
  const maxPattern = 4096;
  const maxRange = 100000;

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
    ensure(!(this.length * count > maxChars), "a text of more than " + maxChars + " characters");
    return repeat.call(this, count);
  };

  String.prototype.includes = function (text, position) {
    ensure(!(this.length * text.length > maxSearch), "a search for too long a text");
    return includes.call(this, text, position);
  };

  String.prototype.split = function (separator, limit) {
    ensure(!(this.length * separator?.length > maxSearch), "a search for too long a separator");
    return split.call(this, separator, limit);
  };

  String.prototype.replaceAll = function (pattern, replacement) {
    const length = pattern instanceof NativeRegExp ? pattern.source.length : pattern.length;
    ensure(!(this.length * length > maxSearch), "a search for too long a text");
    return replaceAll.call(this, pattern, replacement);
  };

  Array.prototype.join = function (separator = ",") {
    const parts = [];
    let length = 0;
    for (let i = 0; i < this.length; i++) {
      const item = this[i];
      const text = typeof item === "string" ? item : item == null ? "" : String(item);
      length += text.length + separator.length;
      ensure(length <= maxChars, "a text of more than " + maxChars + " characters");
      parts.push(text);
    }
    return join.call(parts, separator);
  };

  JSON.stringify = function (value) {
    ensure(!(value?.length > maxChars), "a text of more than " + maxChars + " characters");
    return stringify(value);
  };

  globalThis.RegExp = function (pattern, flags) {
    ensure(!(pattern.length > maxPattern), "a search for too long a text");
    return new NativeRegExp(pattern, flags);
  };

  // Python's range is lazy; here every number exists.
  function range(start, stop, step = 1) {
    if (stop === undefined || stop === null) {
      stop = start;
      start = 0;
    }
    if (step === 0) {
      throw new Error("range() step must not be zero");
    }
    ensure(!((stop - start) / step > maxRange), "a range of more than " + maxRange + " numbers");
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
    render(input) {
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
