import { describe, expect, it } from '@jest/globals';
import { testProjects } from '../../bootstrap/workspaces.mjs';
import { ensure, mayInstall, needs, needsNamed, report } from './index.mjs';

/** A machine that has the named programs; installing adds what the packages bring. */
function fakeMachine({ programs, font = '' }) {
  const has = new Set(programs);
  const calls = [];
  const probe = {
    program: (name) => has.has(name),
    succeeds: () => has.has('rtsp'),
    output: () => font,
  };
  const apt = (args) => {
    calls.push(args);
    for (const name of args) has.add(name === 'gir1.2-gst-rtsp-server-1.0' ? 'rtsp' : name);
    return undefined;
  };
  return { probe, apt, calls };
}

describe('ensure', () => {
  it('ensure names what is missing and changes nothing without permission to install', () => {
    const { probe, apt, calls } = fakeMachine({ programs: ['ffmpeg', 'apt-get'] });
    const response = ensure(['ffmpeg', 'rtsp-server'], { install: false, probe, apt });
    expect(response.present).toEqual(['ffmpeg']);
    expect(response.missing.map((need) => need.name)).toEqual(['rtsp-server']);
    expect(calls).toEqual([]);
  });

  it('ensure installs everything that is missing with one update and one install', () => {
    const { probe, apt, calls } = fakeMachine({ programs: ['apt-get'] });
    const response = ensure(['ffmpeg', 'rtsp-server'], { install: true, probe, apt });
    expect(response).toEqual({ present: [], installed: ['ffmpeg', 'rtsp-server'], missing: [] });
    expect(calls.map((args) => args[0])).toEqual(['update', 'install']);
  });

  it('ensure does not call apt when nothing is missing', () => {
    const { probe, apt, calls } = fakeMachine({ programs: ['ffmpeg', 'apt-get'] });
    expect(ensure(['ffmpeg'], { install: true, probe, apt }).missing).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('ensure reports a failed installation instead of throwing', () => {
    const { probe } = fakeMachine({ programs: ['apt-get'] });
    const apt = () => 'apt-get update failed: no route';
    const response = ensure(['ffmpeg'], { install: true, probe, apt });
    expect(response.failure).toBe('apt-get update failed: no route');
    expect(report(response)).toContain('install with: apt-get install ffmpeg');
  });

  it('ensure explains that it installs on Debian and Ubuntu only', () => {
    const { probe, apt, calls } = fakeMachine({ programs: [] });
    expect(ensure(['ffmpeg'], { install: true, probe, apt }).failure).toMatch(/Debian and Ubuntu/);
    expect(calls).toEqual([]);
  });

  it('ensure downloads needs without a package only with permission', () => {
    const { probe, apt, calls } = fakeMachine({ programs: ['apt-get'] });
    const [need] = needsNamed(['elasticsearch']);
    const kept = need.fetch;
    need.fetch = () => 'mvn was not found';
    try {
      expect(ensure(['elasticsearch'], { probe, apt }).failure).toBeUndefined();
      expect(ensure(['elasticsearch'], { fetch: true, probe, apt }).failure).toBe('mvn was not found');
      expect(calls).toEqual([]);
    } finally {
      need.fetch = kept;
    }
  });

  it('ensure rejects an unknown name and lists the known ones', () => {
    expect(() => ensure(['ffmpg'])).toThrow(/expected names of ffmpeg, .* found ffmpg/);
  });
});

describe('mayInstall', () => {
  it.each([
    ['root in CI', { env: { CI: 'true' }, argv: [], uid: 0 }, true],
    ['root by flag', { env: {}, argv: ['--provision'], uid: 0 }, true],
    ['root without a request', { env: {}, argv: [], uid: 0 }, false],
    ['a user in CI', { env: { CI: 'true' }, argv: [], uid: 1000 }, false],
    ['CI with another value', { env: { CI: '1' }, argv: [], uid: 0 }, false],
  ])('permission to install: %s', (_title, surroundings, expected) => {
    expect(mayInstall(surroundings)).toBe(expected);
  });
});

it('every need has a reason and packages', () => {
  for (const need of needs) {
    expect(need.why).not.toBe('');
    expect(need.packages.length).toBeGreaterThan(0);
  }
});

it('each system package in the table is required by the tests of a project', () => {
  const required = new Set(testProjects().flatMap((project) => project.needs));
  expect(needs.map(({ name }) => name).filter((name) => !required.has(name))).toEqual([]);
});
