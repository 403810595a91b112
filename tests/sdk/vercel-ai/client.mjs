// Runs one scenario of Vercel's AI SDK, unchanged, against a running server; exits with 1 where it does not hold.
// node client.mjs <scenario> <server's address> <question> <answer>

import assert from 'node:assert/strict';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, RetryError, generateObject, generateText, stepCountIs, streamObject, streamText, tool } from 'ai';
import { z } from 'zod';

const [scenario, address, question, answer] = process.argv.slice(2);

let refused = 0;
const provider = createOpenAICompatible({
  name: 'lightthinker',
  baseURL: new URL('v1', address).href,
  includeUsage: true,
  supportsStructuredOutputs: true,
  fetch: async (url, init) => {
    const response = await fetch(url, init);
    refused += response.status === 429 ? 1 : 0;
    return response;
  },
});
const model = provider('lightthinker-tiny');
const messages = [{ role: 'user', content: question }];
const ask = { model, messages, temperature: 0, maxOutputTokens: 300, maxRetries: 0 };
const options = (fields) => ({ providerOptions: { lightthinker: fields } });

// The embedded model knows no tools: the grammar makes it call one.
const Sum = z.object({ a: z.number().int().min(0).max(99), sign: z.enum(['plus', 'minus']) });
const sum = tool({ description: 'Sums up.', inputSchema: Sum });
const now = tool({ inputSchema: z.object({}) });
const call = { ...ask, tools: { sum }, toolChoice: 'required', ...options({ reasoningEffort: 'none', parallel_tool_calls: false }) };
const Verdict = z.object({ parity: z.enum(['even', 'odd']), digits: z.array(z.number().int().min(0).max(9)).max(2) });

async function partsOf(stream) {
  const parts = [];
  for await (const part of stream.fullStream) {
    assert.notEqual(part.type, 'error', String(part.error));
    parts.push(part);
  }

  return parts;
}

const textOf = (parts, type) => parts.filter((part) => part.type === type).map((part) => part.text ?? part.delta).join('');

const scenarios = {
  async plain() {
    const result = await generateText(ask);

    assert.equal(result.text.match(/-?\d+/g).at(-1), answer);
    assert.equal(result.finishReason, 'stop');
    assert.ok(result.reasoningText.length > result.text.length);
    assert.equal(result.usage.totalTokens, result.usage.inputTokens + result.usage.outputTokens);
    assert.ok(result.usage.outputTokenDetails.reasoningTokens > result.usage.outputTokenDetails.textTokens);
    assert.match(result.response.id, /^chatcmpl-/);
    assert.deepEqual(result.warnings, []);
  },

  async stream() {
    const whole = await generateText(ask);
    const stream = streamText(ask);
    const parts = await partsOf(stream);

    assert.equal(textOf(parts, 'text-delta'), whole.text);
    assert.equal(textOf(parts, 'reasoning-delta'), whole.reasoningText);
    assert.equal(await stream.finishReason, 'stop');
    const { raw, ...usage } = whole.usage;
    assert.deepEqual({ ...(await stream.usage), raw: null }, { ...usage, raw: null });
    assert.ok(parts.filter((part) => part.type === 'reasoning-delta').length > 20);
  },

  async stop() {
    const whole = await generateText(ask);
    const stop = whole.text.split(' ')[1];
    const cut = await generateText({ ...ask, stopSequences: [stop] });

    assert.equal(cut.text, whole.text.slice(0, whole.text.indexOf(stop)));
    assert.equal(cut.reasoningText, whole.reasoningText);
    assert.equal(cut.finishReason, 'stop');
  },

  async seed() {
    const thought = async (seed) => (await generateText({ ...ask, temperature: 2, seed, maxOutputTokens: 30 })).reasoningText;

    assert.equal(await thought(5), await thought(5));
    assert.ok(new Set(await Promise.all([1, 2, 3, 4].map(thought))).size > 1);
  },

  async tools() {
    const required = await generateText(call);
    const named = await generateText({ ...call, tools: { sum, now }, toolChoice: { type: 'tool', toolName: 'now' } });

    assert.equal(required.finishReason, 'tool-calls');
    assert.deepEqual(required.toolCalls.map((made) => [made.toolName, made.invalid]), [['sum', undefined]]);
    assert.match(required.toolCalls[0].toolCallId, /^call_/);
    Sum.parse(required.toolCalls[0].input);
    assert.deepEqual(named.toolCalls.map((made) => [made.toolName, made.input]), [['now', {}]]);
  },

  async toolStream() {
    const whole = await generateText(call);
    const parts = await partsOf(streamText(call));
    const [start] = parts.filter((part) => part.type === 'tool-input-start');
    const [made] = parts.filter((part) => part.type === 'tool-call');

    assert.equal(start.toolName, 'sum');
    assert.deepEqual(JSON.parse(textOf(parts, 'tool-input-delta')), whole.toolCalls[0].input);
    assert.deepEqual(made.input, whole.toolCalls[0].input);
    assert.ok(parts.filter((part) => part.type === 'tool-input-delta').length > 5);
    assert.equal(parts.at(-1).finishReason, 'tool-calls');
  },

  // The SDK calls the function itself, and sends what it gave.
  async toolResults() {
    const given = [];
    const result = await generateText({
      ...call,
      tools: { sum: tool({ inputSchema: Sum, execute: (input) => given.push(input) && { sum: 85 } }) },
      stopWhen: stepCountIs(2),
      prepareStep: ({ stepNumber }) => ({ toolChoice: stepNumber === 0 ? 'required' : 'none' }),
    });

    Sum.parse(given[0]);
    assert.deepEqual(result.steps.map((step) => step.finishReason === 'tool-calls'), [true, false]);
    assert.deepEqual(result.steps[0].toolResults[0].output, { sum: 85 });
    assert.ok(result.steps[1].response.id !== result.steps[0].response.id);
  },

  async structured() {
    const fields = { ...ask, schema: Verdict, schemaName: 'verdict' };
    const { object } = await generateObject(fields);
    const stream = streamObject(fields);
    const partial = [];
    for await (const state of stream.partialObjectStream) {
      partial.push(state);
    }

    Verdict.parse(object);
    assert.deepEqual(await stream.object, object);
    assert.deepEqual(partial.at(-1), object);
    assert.ok(partial.length > 1);
  },

  async errors() {
    const is = (status, code, param) => (error) => {
      assert.ok(APICallError.isInstance(error), String(error));
      assert.deepEqual([error.statusCode, error.isRetryable], [status, false]);
      assert.deepEqual([error.data.error.code, error.data.error.param], [code, param]);
      assert.equal(error.message, error.data.error.message);
      return true;
    };

    await assert.rejects(generateText({ ...ask, temperature: 5 }), is(400, 'invalid_value', 'temperature'));
    await assert.rejects(generateText({ ...ask, ...options({ wrong: 1 }) }), is(400, 'unknown_parameter', 'wrong'));
    await assert.rejects(generateText({ ...ask, model: provider('gpt-9') }), is(404, 'model_not_found', 'model'));
    const failures = [];
    for await (const part of streamText({ ...ask, temperature: 5, onError: () => {} }).fullStream) {
      if (part.type === 'error') {
        failures.push(part.error);
      }
    }

    assert.equal(failures.length, 1);
    assert.ok(is(400, 'invalid_value', 'temperature')(failures[0]));
  },

  async abort() {
    const gone = new AbortController();
    const stream = streamText({
      ...ask,
      maxOutputTokens: 4000,
      abortSignal: gone.signal,
      ...options({ ignore_eos: true }),
    });
    const types = new Set();
    for await (const part of stream.fullStream) {
      types.add(part.type);
      if (part.type === 'reasoning-delta') {
        gone.abort();
      }
    }

    assert.ok(types.has('abort'));
    assert.ok(!types.has('finish'));
  },

  // The server runs one request, and lets one wait.
  async retries() {
    const fields = { ...ask, maxOutputTokens: 200, ...options({ ignore_eos: true }) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => generateText({ ...fields, maxRetries: 50 })));
    const before = refused;
    const flood = await Promise.allSettled(Array.from({ length: 5 }, () => generateText(fields)));
    const reasons = flood.filter((result) => result.status === 'rejected').map((result) => result.reason);

    assert.ok(before > 0);
    assert.equal(new Set(answers.map((result) => result.text)).size, 1);
    assert.ok(reasons.length > 0);
    assert.ok(reasons.every((error) => !RetryError.isInstance(error) && error.statusCode === 429 && error.isRetryable));
  },
};

await scenarios[scenario]();
