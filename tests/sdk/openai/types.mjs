// Has the TypeScript compiler check answers against the types that OpenAI's client declares: every required field, every
// null and every fixed word.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

// What this server sends beyond those types, as docs/api.md says.
const prelude = `
  import OpenAI from 'openai';
  type Extended<T> = T extends object ? { [K in keyof T]: Extended<T[K]> } & { compression?: unknown; store?: unknown; max_tool_calls?: unknown } : T;
  type StreamEvent = OpenAI.Responses.ResponseStreamEvent extends infer E
    ? E extends { response: infer R } ? Omit<E, 'response'> & { response: Omit<R, 'output_text'> } : E
    : never;
`;

const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};

/** @param {[type: string, value: unknown][]} samples Values, and the types that they must have. */
export function checkTypes(samples) {
  const file = fileURLToPath(new URL('samples.mts', import.meta.url));
  const source = prelude + samples
    .map(([type, value], i) => `export const sample${i}: Extended<${type}> = ${JSON.stringify(value)};`)
    .join('\n');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) => name === file
    ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022)
    : getSourceFile.call(host, name, ...rest);
  host.fileExists = name => name === file || fileExists.call(host, name);
  host.readFile = name => name === file ? source : readFile.call(host, name);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], options, host));
  assert.equal(diagnostics.map(item => {
    const line = item.file?.fileName === file ? item.file.getLineAndCharacterOfPosition(item.start).line : 0;
    return `${source.split('\n')[line]}\n${ts.flattenDiagnosticMessageText(item.messageText, '\n')}`;
  }).join('\n\n'), '');
}
