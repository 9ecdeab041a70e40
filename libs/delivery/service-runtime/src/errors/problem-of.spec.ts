import { BadRequestException, ForbiddenException, NotFoundException } from '@nestjs/common';
import { describe, expect, test } from '@jest/globals';
import { errorCatalogue, VialogError, type ErrorCode } from '@vialog/contracts';
import { problemOf, retryAfterOf } from './problem-of.ts';
import { ValidationException } from './validation-exception.ts';

const request = { instance: '/v1/cameras', correlationId: 'request-1' };
const problemFor = (error: unknown) => problemOf(error, request);

describe('errors as problem details (RFC 9457)', () => {
  test.each(Object.keys(errorCatalogue) as ErrorCode[])('%s has the status of the catalogue', (code) => {
    expect(problemFor(new VialogError(code))).toMatchObject({ code, status: errorCatalogue[code].status });
  });

  test('an error response has type, title, status, detail and instance with code and correlation id as extension members', () => {
    expect(problemFor(new VialogError('CODE_TAKEN', 'camera p1 has code 42'))).toEqual({
      type: 'urn:vialog:error:CODE_TAKEN',
      title: 'Duplicate camera code',
      status: 409,
      detail: 'camera p1 has code 42',
      instance: '/v1/cameras',
      code: 'CODE_TAKEN',
      correlationId: 'request-1',
      details: [],
    });
  });

  test('Retry-After is in whole seconds, at least one, and absent if it is unknown', () => {
    const after = (retryAfterSeconds: number) =>
      retryAfterOf(new VialogError('RATE_LIMITED', undefined, { retryAfterSeconds }));
    expect([after(0.2), after(61.5)]).toEqual([1, 62]);
    expect([retryAfterOf(new VialogError('RATE_LIMITED')), retryAfterOf(undefined)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('the detail and details of a Vialog error are kept', () => {
    const error = new VialogError('QUERY_SYNTAX', 'expected a number', {
      details: [{ from: 4, to: 6, message: 'here' }],
    });
    expect(problemFor(error)).toMatchObject({
      detail: 'expected a number',
      details: [{ from: 4, to: 6, message: 'here' }],
    });
  });

  test('a detail that every error of the code has is marked, so that the console does not show it twice', () => {
    expect(problemFor(new VialogError('STORE_UNAVAILABLE')).detailCode).toBe('error.default');
    expect(problemFor(new VialogError('STORE_UNAVAILABLE', 'no disk')).detailCode).toBeUndefined();
    expect(problemFor(new NotFoundException()).detailCode).toBe('error.default');
  });

  test('an error of another copy of the class is recognised by its code', () => {
    expect(problemFor({ code: 'CODE_TAKEN', message: 'taken' })).toMatchObject({
      status: 409,
      detail: 'taken',
    });
  });

  test('schema issues become details with paths', () => {
    const error = new ValidationException([
      { message: 'expected a name', path: ['zones', 0, { key: 'name' }] },
      { message: 'expected something', path: [] },
    ]);
    expect(problemFor(error)).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      detail: 'zones.0.name: expected a name (and 1 more)',
      details: [{ path: 'zones.0.name', message: 'expected a name' }, { message: 'expected something' }],
    });
  });

  test('the problem of invalid JSON says what to correct instead of the parser message', () => {
    const error = { code: 'FST_ERR_CTP_INVALID_JSON_BODY', statusCode: 400, message: 'internal wording' };
    expect(problemFor(error).detail).toMatch(/not valid JSON.*double quotes/);
  });

  test('details and the detail of an error have codes and values for other languages', () => {
    const error = new ValidationException([{ message: 'expected 1 to 120 characters', path: ['name'] }]);
    const coded = { code: 'value.characters', params: { least: '1', most: '120' } };
    expect(problemFor(error)).toMatchObject({
      detailCode: 'text.atPath',
      params: { path: 'name', why: 'expected 1 to 120 characters' },
      details: [{ path: 'name', ...coded }],
    });
    expect(problemFor(new VialogError('CODE_TAKEN', 'no sentence'))).not.toHaveProperty('detailCode');
  });

  test('the code that a detail has is kept', () => {
    const details = [
      { message: 'expected 1 to 120 characters', code: 'wholeNumber', params: { found: 'x' } },
    ];
    expect(problemFor(new VialogError('QUERY_SYNTAX', 'no', { details })).details).toEqual(details);
  });

  test('at most 50 of thousands of issues are sent', () => {
    const issues = Array.from({ length: 5_000 }, (_, i) => ({ message: 'no', path: [i] }));
    expect(problemFor(new ValidationException(issues)).details).toHaveLength(50);
  });

  test.each<[string, unknown, ErrorCode]>([
    ['a body too large', { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }, 'BODY_TOO_LARGE'],
    ['a media type', { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }, 'MEDIA_TYPE_REFUSED'],
    ['headers too large', { statusCode: 431 }, 'HEADERS_TOO_LARGE'],
    ['a request timeout', { code: 'FST_ERR_REQUEST_TIMEOUT', statusCode: 408 }, 'REQUEST_TIMEOUT'],
    ['an unknown route', new NotFoundException(), 'NOT_FOUND'],
    ['a guard that denies access', new ForbiddenException(), 'FORBIDDEN'],
    ['a bad request of Nest', new BadRequestException('no JSON'), 'VALIDATION_FAILED'],
  ])('%s is mapped to its code', (_, error, code) => {
    expect(problemFor(error).code).toBe(code);
  });

  test.each<[string, unknown]>([
    ['an error', new Error('SELECT secret FROM users failed')],
    ['one with a system code', Object.assign(new Error('secret file'), { code: 'ENOENT' })],
    ['one whose code is a property of Object.prototype', { code: 'constructor', message: 'secret' }],
    ['INTERNAL with its own message', new VialogError('INTERNAL', 'secret')],
    ['one with the status of a server error', { statusCode: 502, message: 'secret upstream' }],
    ['a text', 'secret'],
    ['nothing', undefined],
  ])('%s becomes INTERNAL without internal text', (_, error) => {
    const reply = problemFor(error);
    expect(reply).toMatchObject({ status: 500, code: 'INTERNAL', details: [] });
    expect(JSON.stringify(reply)).not.toContain('secret');
  });
});
