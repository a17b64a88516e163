import express from 'express';

/** An Express route that parses JSON and answers given bytes, and one that answers 304: what resolve is compared with. */
const app = express();
app.disable('etag');
app.use(express.json());
const bytes = process.argv[2] ?? '';
app.post('/resolve', (_request, response) => {
  response.status(200).type('application/json').send(bytes);
});
app.get('/resolve', (_request, response) => {
  response.setHeader('ETag', '"fixed"');
  response.status(304).end();
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`);
});
