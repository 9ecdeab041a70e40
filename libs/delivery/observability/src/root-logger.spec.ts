import { describe, expect, test } from '@jest/globals';
import { NestLogger } from './nest-logger.ts';
import { rootLogger } from './root-logger.ts';

function capture(): { lines: string[]; logger: ReturnType<typeof rootLogger> } {
  const lines: string[] = [];
  return { lines, logger: rootLogger({ level: 'trace', out: { write: (line) => lines.push(line) } }) };
}

describe('log', () => {
  test.each<[string, unknown, string]>([
    ['credentials in a URL', { url: 'rtsp://admin:pa55word@camera.example:554/1' }, 'pa55word'],
    ['credentials with an @ in the password', { url: 'http://u:pa@55word@h/x' }, '55word'],
    ['a user name alone', { note: 'connecting to rtsp://admin42@camera.example/' }, 'admin42'],
    ['an authorization header', { req: { headers: { authorization: 'Bearer t0ken-t0ken' } } }, 't0ken'],
    ['a bearer token inside a text', { detail: 'sent Bearer t0ken-t0ken to it' }, 't0ken-t0ken'],
    ['a cookie', { req: { headers: { cookie: 'vialog=s3cret' } } }, 's3cret'],
    ['a cookie inside a text', { detail: 'set-cookie: __Host-vialog=s3cret; Path=/' }, 's3cret'],
    ['a sign-in link', { detail: 'http://localhost:7070/#link=s3cret_s3cret' }, 's3cret'],
    ['a field called password', { password: 's3cret' }, 's3cret'],
    ['an error that quotes a URL', { err: new Error('cannot open rtsp://a:s3cret@h/') }, 's3cret'],
  ])('the log does not contain %s', (_, fields, hidden) => {
    const { lines, logger } = capture();
    logger.info(fields as object, 'something happened');
    expect(lines.join('')).toContain('something happened');
    expect(lines.join('')).not.toContain(hidden);
  });

  test('a log line is a JSON object with level and time, and URLs without credentials are kept', () => {
    const { lines, logger } = capture();
    logger.child({ context: 'x' }).warn({ url: 'rtsp://camera.example/1' }, '北门 🚗');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      context: 'x',
      url: 'rtsp://camera.example/1',
      msg: '北门 🚗',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  test('messages of Nest are logged with their context', () => {
    const { lines, logger } = capture();
    const nest = new NestLogger(logger);
    nest.log('started', 'NestApplication');
    nest.error('broke', 'at somewhere', 'Router');
    nest.error(new Error('boom'));
    const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(read[0]).toMatchObject({ level: 'info', context: 'NestApplication', msg: 'started' });
    expect(read[1]).toMatchObject({ level: 'error', context: 'Router', stack: 'at somewhere', msg: 'broke' });
    expect(read[2]).toMatchObject({ level: 'error', msg: 'boom' });
  });
});
