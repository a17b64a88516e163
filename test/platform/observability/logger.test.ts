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

  it('writes JSON lines and survives what has no JSON form', () => {
    const loop: Record<string, unknown> = { when: new Date(0) };
    loop.self = loop;
    const { records } = lines((logger) => {
      logger.info({ loop }, 'round');
    });
    expect(records[0]).toMatchObject({ msg: 'round', level: 30, name: 'japm' });
  });
});
