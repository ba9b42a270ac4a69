// The API of petstore.json, for your own machine: node petstore-server.mjs [port]
//
// Prints its URL. Calls need a key, the query parameter `api_key`; any key will do, as in the public sample API. Pets are kept until the server stops.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const BASE = '/api/v3';
const STATUSES = ['available', 'pending', 'sold'];
const MOST_BYTES = 1024 * 1024;

/** A response other than 200. */
class Refusal extends Error {
  constructor(status, message, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

class Pets {
  #pets = new Map([
    { id: 1, name: 'Rex', category: { id: 1, name: 'Dogs' }, photoUrls: ['https://example.com/rex.png'], status: 'available' },
    { id: 2, name: 'Mia', category: { id: 2, name: 'Cats' }, photoUrls: [], status: 'sold' },
    { id: 3, name: 'Kiki', category: { id: 3, name: 'Birds' }, photoUrls: [], status: 'available' },
  ].map((pet) => [pet.id, pet]));

  byStatus(status) {
    return [...this.#pets.values()].filter((pet) => pet.status === status);
  }

  get(id) {
    const pet = this.#pets.get(id);
    if (!pet) throw new Refusal(404, `there is no pet ${id}`);
    return pet;
  }

  add(pet) {
    const added = { ...pet, id: pet.id ?? Math.max(...this.#pets.keys()) + 1 };
    this.#pets.set(added.id, added);
    return added;
  }
}

async function respond(request, pets) {
  const url = new URL(request.url, 'http://localhost');
  if (!url.searchParams.get('api_key')) throw new Refusal(401, 'the query parameter api_key is missing');
  if (!url.pathname.startsWith(`${BASE}/`)) throw new Refusal(404, `there is nothing at ${url.pathname}`);
  const path = url.pathname.slice(BASE.length);
  if (path === '/pet/findByStatus') {
    allow(request, 'GET');
    return pets.byStatus(oneOf(STATUSES, url.searchParams.getAll('status'), 'status'));
  }
  if (path === '/pet') {
    allow(request, 'POST');
    return pets.add(petIn(await jsonIn(request)));
  }
  const [, id] = /^\/pet\/([^/]+)$/.exec(path) ?? [];
  if (id === undefined) throw new Refusal(404, `there is nothing at ${url.pathname}`);
  allow(request, 'GET');
  if (!/^-?\d{1,19}$/.test(id)) throw new Refusal(400, `the id ${decodeURIComponent(id)} is not an integer`);
  return pets.get(Number(id));
}

function allow({ method }, allowed) {
  if (method !== allowed) throw new Refusal(405, `${method} is not allowed`, { allow: allowed });
}

function oneOf(allowed, given, name) {
  if (given.length !== 1 || !allowed.includes(given[0])) throw new Refusal(400, `${name} must be one of ${allowed.join(', ')}`);
  return given[0];
}

async function jsonIn(request) {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) throw new Refusal(415, 'the body must be application/json');
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Refusal(413, 'the body is too large', { connection: 'close' });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refusal(400, 'the body is not JSON');
  }
}

/** Checks a pet by its schema in petstore.json. */
function petIn(value) {
  const problems = [];
  const check = (isValid, problem) => isValid || problems.push(problem);
  const isObject = (candidate) => typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate);
  if (!isObject(value)) throw new Refusal(400, 'a pet is an object');
  const { id, name, category, photoUrls, status, ...others } = value;
  check(id === undefined || Number.isInteger(id), 'id must be an integer');
  check(typeof name === 'string', 'name must be a string');
  check(category === undefined || isObject(category), 'category must be an object');
  check(Array.isArray(photoUrls) && photoUrls.every((url) => typeof url === 'string'), 'photoUrls must be a list of strings');
  check(status === undefined || STATUSES.includes(status), `status must be one of ${STATUSES.join(', ')}`);
  check(Object.keys(others).length === 0, `a pet has no ${Object.keys(others).join(', ')}`);
  if (problems.length > 0) throw new Refusal(400, problems.join('; '));
  return value;
}

/** Starts the API on a port of this machine, a free one by default. */
export async function startPetstore(port = 0) {
  const pets = new Pets();
  const server = createServer((request, response) => {
    const send = (status, value, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    };
    respond(request, pets).then((value) => send(200, value)).catch((error) => {
      if (error instanceof Refusal) send(error.status, { code: error.status, message: error.message }, error.headers);
      else send(500, { code: 500, message: 'internal error' });
    });
  });
  await new Promise((resolve, reject) => server.on('error', reject).listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}${BASE}`, stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await startPetstore(Number(process.argv[2] ?? 0));
  console.log(url);
}
