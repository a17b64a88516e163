import { Writable } from 'node:stream';
import { createLogger } from '#platform/observability/logger';

function lines(log: (logger: ReturnType<typeof createLogger>) => void): { text: string; records: Record<string, unknown>[] } {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString('utf8'));
      done();
    },
  });
  log(createLogger('info', stream));
  const text = chunks.join('');
  return {
    text,
    records: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('the log', () => {
  it('leaves out what its name says is a secret, at any depth', () => {
    const { text, records } = lines((logger) => {
      logger.info({ user: { password: 'hunter22', apiKey: 'abc', list: [{ authorization: 'Basic xyz' }] } }, 'x');
    });
    expect(text).not.toMatch(/hunter22|abc|xyz/u);
    expect(records[0]).toMatchObject({ user: { password: '[redacted]' } });
  });

  it('leaves out what looks like a secret in any text', () => {
    const key = `japm_0123abcd_${'f'.repeat(48)}`;
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
    const { text } = lines((logger) => {
      logger.warn({ err: new Error(`refused ${key}`), url: 'mysql://japm:s3cret@db:3306/japm' }, `token ${token} is late`);
    });
    expect(text).not.toContain(key);
    expect(text).not.toContain(token);
    expect(text).not.toContain('s3cret');
    expect(text).toContain('mysql://japm:[redacted]@db');
  });

  it('writes lines for people to a terminal, without secrets and without what steers a terminal', () => {
    const chunks: string[] = [];
    const terminal = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk.toString('utf8'));
        done();
      },
    });
    const logger = createLogger('info', Object.assign(terminal, { isTTY: true }));
    logger.warn({ path: '/a\u001b[2J\u009b', status: 503, user: { password: 'hunter22' }, err: new Error('no\u202e way') }, 'request');
    const [line = '', ...stack] = chunks.join('').trimEnd().split('\n');
    expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3}Z WARN {2}request {2}path="?\/a.*status=503 {2}user=\{"password":"\[redacted\]"\}$/u);
    expect(stack[0]).toBe('    Error: no\uFFFD way');
    expect(stack[1]).toMatch(/^ {4}at /u);
    expect(chunks.join('').replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  });

  it('writes JSON lines and survives what has no JSON form', () => {
    const loop: Record<string, unknown> = { when: new Date(0) };
    loop.self = loop;
    const { records } = lines((logger) => {
      logger.info({ loop }, 'round');
    });
    expect(records[0]).toMatchObject({ msg: 'round', level: 30, name: 'japm' });
  });
});
