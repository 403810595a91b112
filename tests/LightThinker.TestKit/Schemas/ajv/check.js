// Reads lines of [schema, text] as JSON, both as texts; answers each with a line: null, or what is wrong.
const Ajv = require(require('path').join(__dirname, 'ajv.js'));

let known;
let validate;

function check(schema, text) {
    try {
        if (schema !== known) {
            const ajv = new Ajv({ strict: false, validateFormats: false });
            validate = ajv.compile(JSON.parse(schema));
            known = schema;
        }

        return validate(JSON.parse(text)) ? null : JSON.stringify(validate.errors);
    } catch (error) {
        return String(error);
    }
}

require('readline').createInterface({ input: process.stdin }).on('line', line => {
    process.stdout.write(JSON.stringify(check(...JSON.parse(line))) + '\n');
});
