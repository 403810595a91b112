// Runs one scenario of LangChain's client for OpenAI, unchanged, against a running server; exits with 1 where it does not
// hold. node client.mjs <scenario> <server's address> <question> <answer>

import assert from 'node:assert/strict';
import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';

const [scenario, address, question, answer] = process.argv.slice(2);
const messages = [new HumanMessage(question)];

let refused = 0;
const configuration = {
  baseURL: new URL('v1', address).href,
  fetch: async (url, init) => {
    const response = await fetch(url, init);
    refused += response.status === 429 ? 1 : 0;
    return response;
  },
};
const create = (fields) =>
  new ChatOpenAI({
    model: 'lightthinker-tiny',
    apiKey: 'none',
    temperature: 0,
    maxTokens: 300,
    maxRetries: 0,
    configuration,
    ...fields,
  });
const chat = create();

// The embedded model knows no tools: the grammar makes it call one.
const Sum = z.object({ a: z.number().int().min(0).max(99), sign: z.enum(['plus', 'minus']) });
const sum = tool(async ({ a }) => `The sum is ${a}.`, { name: 'sum', description: 'Sums up.', schema: Sum });
const now = tool(async () => 'noon', { name: 'now', schema: z.object({}) });
const caller = create({ modelKwargs: { reasoning_effort: 'none', parallel_tool_calls: false } });
const Verdict = z.object({ parity: z.enum(['even', 'odd']), digits: z.array(z.number().int().min(0).max(9)).max(2) });

async function chunksOf(stream) {
  const chunks = [];
  for await (const chunk of await stream) {
    chunks.push(chunk);
  }

  return chunks;
}

const whole = (chunks) => chunks.reduce((left, right) => left.concat(right));

const scenarios = {
  async plain() {
    const message = await chat.invoke(messages);

    assert.ok(message instanceof AIMessage);
    assert.equal(message.content.match(/-?\d+/g).at(-1), answer);
    assert.equal(message.response_metadata.finish_reason, 'stop');
    assert.ok(message.additional_kwargs.reasoning_content.length > message.content.length);
    const { input_tokens, output_tokens, total_tokens, output_token_details } = message.usage_metadata;
    assert.equal(total_tokens, input_tokens + output_tokens);
    assert.ok(output_token_details.reasoning > 0 && output_token_details.reasoning < output_tokens);
  },

  async stream() {
    const message = await chat.invoke(messages);
    const chunks = await chunksOf(chat.stream(messages));
    const joined = whole(chunks);

    assert.equal(joined.content, message.content);
    assert.equal(joined.additional_kwargs.reasoning_content, message.additional_kwargs.reasoning_content);
    assert.equal(joined.response_metadata.finish_reason, 'stop');
    assert.equal(joined.usage_metadata.total_tokens, message.usage_metadata.total_tokens);
    assert.ok(chunks.length > 20);
  },

  async choices() {
    // Nothing that it was trained on, so that it is not sure what to say.
    const { generations, llmOutput } = await create({ n: 3, temperature: 2, maxTokens: 30, modelKwargs: { seed: 11, ignore_eos: true } })
      .generate([[new HumanMessage('zebra 7 ?')]]);
    const thoughts = generations[0].map(({ message }) => message.additional_kwargs.reasoning_content);

    assert.equal(thoughts.length, 3);
    assert.ok(new Set(thoughts).size > 1);
    assert.equal(llmOutput.tokenUsage.completionTokens, 90);
  },

  async stop() {
    const message = await chat.invoke(messages);
    const stop = message.content.split(' ')[1];
    const cut = await chat.invoke(messages, { stop: [stop] });

    assert.equal(cut.content, message.content.slice(0, message.content.indexOf(stop)));
    assert.equal(cut.response_metadata.finish_reason, 'stop');
  },

  async seed() {
    const thought = async (seed) =>
      (await create({ temperature: 2, maxTokens: 30 }).invoke(messages, { seed })).additional_kwargs.reasoning_content;

    assert.equal(await thought(5), await thought(5));
    assert.ok(new Set(await Promise.all([1, 2, 3, 4].map(thought))).size > 1);
  },

  async logprobs() {
    const message = await create({ logprobs: true, topLogprobs: 2 }).invoke(messages);
    const tokens = message.response_metadata.logprobs.content;

    assert.equal(tokens.map((token) => token.token).join(''), message.content);
    assert.ok(tokens.every((token) => token.top_logprobs.length === 2 && token.top_logprobs[0].logprob === token.logprob));
  },

  async tools() {
    const required = await caller.bindTools([sum], { tool_choice: 'required', strict: true }).invoke(messages);
    const named = await caller.bindTools([sum, now], { tool_choice: 'now' }).invoke(messages);

    assert.equal(required.response_metadata.finish_reason, 'tool_calls');
    assert.deepEqual(required.invalid_tool_calls, []);
    assert.deepEqual(required.tool_calls.map((made) => made.name), ['sum']);
    Sum.parse(required.tool_calls[0].args);
    assert.deepEqual(named.tool_calls.map((made) => [made.name, made.args]), [['now', {}]]);
  },

  async toolStream() {
    const bound = caller.bindTools([sum], { tool_choice: 'required', strict: true });
    const message = await bound.invoke(messages);
    const chunks = await chunksOf(bound.stream(messages));
    const pieces = chunks.flatMap((chunk) => chunk.tool_call_chunks);

    assert.deepEqual(whole(chunks).tool_calls.map((made) => [made.name, made.args]), [['sum', message.tool_calls[0].args]]);
    assert.ok(pieces.length > 5);
    assert.deepEqual(pieces.map((piece) => piece.name).filter(Boolean), ['sum']);
    assert.deepEqual(JSON.parse(pieces.map((piece) => piece.args).join('')), message.tool_calls[0].args);
  },

  async toolResults() {
    const first = await caller.bindTools([sum], { tool_choice: 'required', strict: true }).invoke(messages);
    const result = await sum.invoke(first.tool_calls[0]);
    const before = await caller.invoke(messages);
    const after = await caller.invoke([...messages, first, result, ...messages]);

    assert.ok(result instanceof ToolMessage);
    assert.ok(after.usage_metadata.input_tokens > before.usage_metadata.input_tokens * 2);
  },

  async structured() {
    const bySchema = await chat.withStructuredOutput(Verdict, { method: 'jsonSchema', strict: true }).invoke(messages);
    const byCall = await caller
      .withStructuredOutput(Verdict, { method: 'functionCalling', strict: true, includeRaw: true })
      .invoke(messages);

    Verdict.parse(bySchema);
    Verdict.parse(byCall.parsed);
    assert.equal(byCall.raw.tool_calls.length, 1);
  },

  async errors() {
    const is = (status, code, param) => (error) => {
      assert.deepEqual([error.status, error.code, error.param], [status, code, param]);
      return true;
    };

    await assert.rejects(create({ temperature: 5 }).invoke(messages), is(400, 'invalid_value', 'temperature'));
    await assert.rejects(chunksOf(create({ topP: 2 }).stream(messages)), is(400, 'invalid_value', 'top_p'));
    await assert.rejects(create({ model: 'gpt-9' }).invoke(messages), is(404, 'model_not_found', 'model'));
  },

  async abort() {
    const endless = create({ maxTokens: 4000, modelKwargs: { ignore_eos: true } });
    const gone = new AbortController();
    await assert.rejects(async () => {
      for await (const chunk of await endless.stream(messages, { signal: gone.signal })) {
        assert.ok(chunk);
        gone.abort();
      }
    }, { name: 'AbortError' });
  },

  // The server runs one request, and lets one wait.
  async retries() {
    const fields = { maxTokens: 200, modelKwargs: { ignore_eos: true } };
    const patient = create({ ...fields, maxRetries: 50 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => patient.invoke(messages)));
    const before = refused;
    const flood = await Promise.allSettled(Array.from({ length: 5 }, () => create(fields).invoke(messages)));
    const reasons = flood.filter((result) => result.status === 'rejected').map((result) => result.reason);

    assert.ok(before > 0);
    assert.equal(new Set(answers.map((message) => message.content)).size, 1);
    assert.ok(reasons.length > 0);
    assert.ok(reasons.every((error) => error.status === 429));
  },
};

await scenarios[scenario]();
