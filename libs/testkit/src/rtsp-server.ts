import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The Python of the distribution: others do not see packages of apt. */
const python = '/usr/bin/python3';
const script = join(import.meta.dirname, '../python/rtsp_server.py');

export interface RtspServerOptions {
  /** What to serve: a clip (looped, re-encoded without B-frames) or GStreamer's colour bars. */
  readonly source:
    | ClipSource
    | { readonly pattern: string; readonly width: number; readonly height: number }
    /** Elements of GStreamer that end in payloaders named pay0, pay1 …; they play once. */
    | { readonly launch: string };
  /** Frames per second; a clip is resampled to it. Default 25. */
  readonly fps?: number;
  /** Frames from key frame to key frame. Default: one second. */
  readonly gop?: number;
  /** Port on 127.0.0.1; default: any free one. */
  readonly port?: number;
  /** User that the stream requires; name and password without spaces. Default: none. */
  readonly authentication?: RtspAuthentication;
  /** PEM file with a certificate and its key: the server speaks TLS. Requires `authentication`. */
  readonly certificate?: string;
}

export interface RtspAuthentication {
  readonly method: 'basic' | 'digest';
  readonly username: string;
  readonly password: string;
}

interface ClipSource {
  readonly clip: string;
  /** Default: the one on PATH. */
  readonly ffmpeg?: string;
}

export interface RtspServer {
  /** rtsp://127.0.0.1:<port>/live, or rtsps: with a certificate */
  readonly url: string;
  readonly port: number;
  /** Stops the whole process where it is (SIGSTOP): sockets stay open without a response. */
  freeze(): void;
  resume(): void;
  /** Kills it, even when it is frozen, and waits. Can be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a real RTSP server (GStreamer's) on loopback with one stream, `/live`.
 *
 * @throws {Error} with the output of the server when it does not start within 120 s
 */
export async function startRtspServer(options: RtspServerOptions): Promise<RtspServer> {
  const folder = await mkdtemp(join(tmpdir(), 'vialog-rtsp-'));
  try {
    const child = spawn(python, [script, `${options.port ?? 0}`, '/live', ...serving(options, folder)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentOf(options),
    });
    const origin = `${options.certificate === undefined ? 'rtsp' : 'rtsps'}://127.0.0.1`;
    const cleanUp = (): Promise<void> => rm(folder, { recursive: true, force: true });
    return running(child, origin, await portOf(child), cleanUp);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function environmentOf({ authentication, certificate }: RtspServerOptions): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  if (authentication !== undefined) {
    const { method, username, password } = authentication;
    environment.VIALOG_RTSP_AUTH = `${method} ${username} ${password}`;
  }
  if (certificate !== undefined) environment.VIALOG_RTSP_CERTIFICATE = certificate;
  return environment;
}

function running(
  child: ChildProcess,
  origin: string,
  port: number,
  cleanUp: () => Promise<void>,
): RtspServer {
  const exited = once(child, 'exit');
  return {
    url: `${origin}:${port}/live`,
    port,
    freeze: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
      await cleanUp();
    },
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  let stderrTail = '';
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (stderrTail = (stderrTail + text).slice(-2_000)));
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const firstLine = once(lines, 'line', { signal: AbortSignal.timeout(120_000) });
  const exit = once(child, 'exit').then(() => Promise.reject(new Error(stderrTail)));
  try {
    await Promise.race([firstLine, exit]);
    return Number((await firstLine)[0]);
  } catch (cause) {
    child.kill('SIGKILL');
    throw new Error(`the RTSP server did not start: ${stderrTail.trim()}`, { cause });
  } finally {
    exit.catch(() => undefined);
    firstLine.catch(() => undefined);
  }
}

/** Arguments of the script after port and path. */
function serving({ source, fps = 25, gop = fps }: RtspServerOptions, folder: string): readonly string[] {
  const payload = 'h264parse config-interval=1 ! rtph264pay name=pay0 pt=96';
  if ('launch' in source) return [`( ${source.launch} )`];
  if ('pattern' in source) {
    const raw = `video/x-raw,width=${source.width},height=${source.height},framerate=${fps}/1`;
    const encoder = `x264enc tune=zerolatency speed-preset=ultrafast key-int-max=${gop}`;
    return [`( videotestsrc is-live=true pattern=${source.pattern} ! ${raw} ! ${encoder} ! ${payload} )`];
  }
  const stream = join(folder, 'loop.h264');
  reencode(source, ['-r', `${fps}`, '-g', `${gop}`, stream]);
  const frames = `video/x-h264,stream-format=byte-stream,alignment=au,framerate=${fps}/1`;
  return [`( appsrc name=clip is-live=true format=time caps=${frames} ! ${payload} )`, stream, `${fps}`];
}

/** A bare H.264 stream that can be cut into frames and looped: no B-frames, a delimiter before each frame. */
function reencode({ ffmpeg = 'ffmpeg', clip }: ClipSource, target: readonly string[]): void {
  const input = ['-nostdin', '-v', 'error', '-i', clip, '-an', '-c:v', 'libx264', '-preset', 'veryfast'];
  const form = [
    '-pix_fmt',
    'yuv420p',
    '-bf',
    '0',
    '-sc_threshold',
    '0',
    '-x264-params',
    'aud=1',
    '-f',
    'h264',
  ];
  const result = spawnSync(ffmpeg, [...input, ...form, ...target], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`ffmpeg could not read ${clip}: ${result.stderr}`);
}
