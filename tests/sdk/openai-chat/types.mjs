// Has the TypeScript compiler check answers against the types that OpenAI's client declares: required fields, nulls, fixed
// words, and no field that is neither there nor among this server's extensions.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const extensions = ['compression', 'timings', 'token_ids', 'reasoning', 'reasoning_content'];
const prelude = `import OpenAI from 'openai';
type Extended<T> =
  T extends (infer U)[] ? Extended<U>[]
  : T extends object ? { [K in keyof T]: Extended<T[K]> } & { ${extensions.map((name) => `${name}?: unknown`).join('; ')} }
  : T;
`;
const flags = [
  '--strict', '--exactOptionalPropertyTypes', '--noEmit', '--skipLibCheck', '--target', 'es2022',
  '--module', 'nodenext', '--pretty', 'false',
];

/** What the compiler finds wrong; empty where nothing is. Takes pairs of a type's name and a value. */
export function mistakesOf(samples) {
  const lines = samples.map(([type, value], i) => `export const sample${i}: Extended<${type}> = ${JSON.stringify(value)};`);
  const file = fileURLToPath(new URL(`node_modules/samples-${process.pid}.mts`, import.meta.url));
  writeFileSync(file, prelude + lines.join('\n'));
  const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, ...flags, file], { encoding: 'utf8' });
  rmSync(file);
  assert.equal(stderr, '');
  assert.equal(status === 0, stdout === '');
  return stdout;
}
