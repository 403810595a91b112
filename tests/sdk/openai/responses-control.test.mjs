// What a request for a response can hold the answer to, through OpenAI's own client, unchanged. What the model would
// rather write does not matter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { checkTypes } from './types.mjs';

const client = new OpenAI({ baseURL: process.env.BASE_URL, apiKey: 'none', maxRetries: 0 });
const ask = {
  model: 'lightthinker-tiny',
  input: "There are 97 pears in Sam's room. Next he loses 5 bowls of 7 pears. He sells 8 boxes of 5 pears. How many pears remain?",
};
const order = {
  type: 'object',
  properties: { fruit: { enum: ['pears', 'apples'] }, bowls: { enum: [1, 22, 300] }, ripe: { type: 'boolean' } },
  required: ['fruit', 'bowls', 'ripe'],
  additionalProperties: false,
};
const tools = [
  { type: 'function', name: 'order_fruit', description: 'Orders fruit.', parameters: order, strict: true },
  { type: 'function', name: 'look_up', parameters: null, strict: null },
];
// The model was never trained on tools: what it thinks of them could go on.
const askWithTools = { ...ask, tools, thinking_budget_tokens: 20 };
const orderOne = { ...askWithTools, tool_choice: { type: 'function', name: 'order_fruit' }, parallel_tool_calls: false };

function assertIsOrder(value) {
  assert.deepEqual(Object.keys(value), ['fruit', 'bowls', 'ripe']);
  assert.ok(['pears', 'apples'].includes(value.fruit));
  assert.ok([1, 22, 300].includes(value.bowls));
  assert.equal(typeof value.ripe, 'boolean');
}

async function readStream(parameters) {
  const events = [];
  for await (const event of await client.responses.create({ ...parameters, stream: true })) {
    events.push(event);
  }
  return events;
}

const typeOf = item => item.type;

test('a function that is asked for is called, and its result continues the response', async () => {
  const first = await client.responses.parse(orderOne);
  const call = first.output.find(item => item.type === 'function_call');
  assert.equal(first.status, 'completed');
  assert.equal(call.name, 'order_fruit');
  assertIsOrder(call.parsed_arguments);

  const output = { type: 'function_call_output', call_id: call.call_id, output: 'Ordered.' };
  const second = await client.responses.create({ ...askWithTools, tool_choice: 'none', input: [output], previous_response_id: first.id });
  assert.ok(!second.output.some(item => item.type === 'function_call'));
  const items = await client.responses.inputItems.list(second.id, { order: 'asc' });
  assert.deepEqual(items.data.map(typeOf).filter(type => type !== 'reasoning'), ['message', 'function_call', 'function_call_output']);
});

test('some function is called where one is required', async () => {
  const response = await client.responses.create({ ...askWithTools, tool_choice: 'required', parallel_tool_calls: false });
  const calls = response.output.filter(item => item.type === 'function_call');
  assert.equal(calls.length, 1);
  assert.ok(tools.some(tool => tool.name === calls[0].name));
});

test('a streamed call comes to the same', async () => {
  const whole = await client.responses.create(orderOne);
  const stream = client.responses.stream(orderOne);
  const pieces = [];
  stream.on('response.function_call_arguments.delta', event => pieces.push(event.delta));
  const response = await stream.finalResponse();
  const { arguments: text } = whole.output.find(item => item.type === 'function_call');
  assert.ok(pieces.length > 5);
  assert.equal(pieces.join(''), text);
  assert.equal(response.output.find(item => item.type === 'function_call').arguments, text);
  assert.deepEqual(response.output.map(typeOf), whole.output.map(typeOf));
});

test('a text keeps to its schema', async () => {
  const format = { type: 'json_schema', name: 'order', strict: true, schema: order };
  const response = await client.responses.parse({ ...ask, text: { format } });
  assertIsOrder(response.output_parsed);
  assert.deepEqual(JSON.parse(response.output_text), response.output_parsed);
});

test('effort and a budget limit the reasoning', async () => {
  const tokensOf = response => response.usage.output_tokens_details.reasoning_tokens;
  const free = await client.responses.create(ask);
  const limited = await client.responses.create({ ...ask, thinking_budget_tokens: 20 });
  const none = await client.responses.create({ ...ask, reasoning: { effort: 'none' } });
  assert.ok(tokensOf(free) > tokensOf(limited), `${tokensOf(free)} > ${tokensOf(limited)}`);
  assert.ok(tokensOf(limited) > tokensOf(none), `${tokensOf(limited)} > ${tokensOf(none)}`);
  for (const response of [free, limited, none]) {
    assert.equal(response.output.at(-1).type, 'message');
  }
});

test('log probabilities are those of the text, whole and streamed', async () => {
  const parameters = { ...ask, include: ['message.output_text.logprobs'], top_logprobs: 2 };
  const response = await client.responses.create(parameters);
  const part = response.output.at(-1).content[0];
  assert.equal(part.logprobs.map(entry => entry.token).join('').trim(), part.text);
  assert.ok(part.logprobs.every(entry => entry.logprob <= 0 && entry.top_logprobs.length === 2));

  const events = await readStream(parameters);
  const streamed = events.filter(event => event.type === 'response.output_text.delta').flatMap(event => event.logprobs);
  assert.deepEqual(streamed.map(entry => entry.token), part.logprobs.map(entry => entry.token));
});

test('all of these are of the types that the client declares', async () => {
  const { output_text, ...plain } = await client.responses.create(orderOne);
  const logprobs = { include: ['message.output_text.logprobs'], top_logprobs: 1 };
  const { output_text: text, ...other } = await client.responses.create({ ...ask, ...logprobs });
  const events = [...await readStream(orderOne), ...await readStream({ ...ask, ...logprobs })];
  checkTypes([
    ['Omit<OpenAI.Responses.Response, "output_text">', plain],
    ['Omit<OpenAI.Responses.Response, "output_text">', other],
    ...events.map(event => ['StreamEvent', event]),
  ]);
});

test('what cannot be held to is named', async () => {
  const fails = (parameters, param) => assert.rejects(client.responses.create({ ...ask, ...parameters }), error => {
    assert.ok(error instanceof OpenAI.BadRequestError, `${error}`);
    assert.equal(error.param, param);
    return true;
  });
  const wrong = { type: 'wobble' };
  await fails({ text: { format: { type: 'json_schema', name: 'a', schema: wrong } } }, 'text.format.schema');
  await fails({ tools: [{ ...tools[0], parameters: wrong }] }, 'tools[0].parameters');
  await fails({ tools, tool_choice: { type: 'function', name: 'none' } }, 'tool_choice');
  await fails({ reasoning: { effort: 'some' } }, 'reasoning.effort');
});
