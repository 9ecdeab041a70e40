import { describe, expect, it } from '@jest/globals';
import { ffmpegArguments, type Input } from './ffmpeg-arguments.ts';

const rtsp: Input = {
  kind: 'rtsp',
  url: 'rtsp://127.0.0.1:34567/a',
  transport: 'tcp',
  networkTimeoutMs: 10_000,
};
const clip: Input = { kind: 'clip', path: '/media/-y.mp4', playback: 'loop' };
const plan = { mode: 'interval', intervalMs: 5_000 } as const;

const valueOf = (args: readonly string[], option: string): string | undefined => {
  const at = args.indexOf(option);
  return at < 0 ? undefined : args[at + 1];
};

describe('ffmpegArguments', () => {
  it('allows a remote stream only the RTSP protocols', () => {
    expect(
      valueOf(ffmpegArguments(rtsp, { plan, width: 416, pixelFormat: 'rgb24' }), '-protocol_whitelist'),
    ).toBe('rtsp,rtp,tcp,udp');
  });

  it('lets ffmpeg decode received bytes from its standard input only, paced if they arrive faster than they were recorded', () => {
    const pipe = { kind: 'pipe', container: 'mpegts', isPaced: true } as const;
    const args = ffmpegArguments(pipe, { plan, width: 416, pixelFormat: 'rgb24' });
    expect([valueOf(args, '-protocol_whitelist'), valueOf(args, '-i')]).toEqual(['pipe', 'pipe:0']);
    expect(valueOf(args, '-f')).toBe('mpegts');
    expect(args).toContain('-re');
    const live = ffmpegArguments({ ...pipe, isPaced: false }, { plan, width: 416, pixelFormat: 'rgb24' });
    expect(live).not.toContain('-re');
  });

  it('allows a clip only to open its own file', () => {
    const args = ffmpegArguments(clip, { plan, width: 416, pixelFormat: 'rgb24' });
    expect(valueOf(args, '-protocol_whitelist')).toBe('file');
    expect(valueOf(args, '-format_whitelist')).not.toMatch(/concat|hls|dash|image2|sdp|rtsp/);
  });

  it('passes external input after -i and with a scheme, so that ffmpeg does not read it as an option', () => {
    expect(valueOf(ffmpegArguments(clip, { plan, width: 416, pixelFormat: 'rgb24' }), '-i')).toBe(
      'file:/media/-y.mp4',
    );
    for (const input of [rtsp, clip]) {
      const args = ffmpegArguments(input, { plan, width: 416, pixelFormat: 'rgb24' });
      expect(args.filter((arg) => arg === '-i')).toHaveLength(1);
      expect(args[0]).toBe('-nostdin');
    }
  });

  it('decodes only key frames when the plan has only key frames', () => {
    expect(
      valueOf(
        ffmpegArguments(rtsp, { plan: { mode: 'keyframes' }, width: 416, pixelFormat: 'rgb24' }),
        '-skip_frame',
      ),
    ).toBe('nokey');
    expect(ffmpegArguments(rtsp, { plan, width: 416, pixelFormat: 'rgb24' })).not.toContain('-skip_frame');
  });

  it('loops a live clip in real time and reads a clip for counting once', () => {
    expect(ffmpegArguments(clip, { plan, width: 416, pixelFormat: 'rgb24' })).toEqual(
      expect.arrayContaining(['-re', '-stream_loop']),
    );
    const once = ffmpegArguments({ ...clip, playback: 'once' }, { plan, width: 416, pixelFormat: 'rgb24' });
    expect(once).not.toContain('-re');
    expect(once).not.toContain('-stream_loop');
  });
});
