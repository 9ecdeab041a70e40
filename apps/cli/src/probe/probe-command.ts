import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { openProbe, streamVariables } from '@vialog/compose-capture';
import { splitCredentials, type StreamProbe, type StreamProbeInput } from '@vialog/contracts';
import { z } from 'zod';
import { connectTo } from '../cameras/server-client.ts';
import { UsageError, type Command } from '../command.ts';
import { probeLines } from './print-probe.ts';
import { probeInputOf, readProbeRequest, type ProbeRequest, type ProbeSecrets } from './probe-request.ts';

export const probeCommand: Command = {
  summary: 'reports what a stream delivers, from this host or through a running server',
  usage: `usage: vialog probe <stream URL> [--username NAME] [--password-file FILE] [--transport tcp|udp]
           [--certificate SHA256] [--json]
           [--url URL [--token-file FILE] [--region R] [--camera ID]]
  <stream URL>     rtsp(s), http(s), file or synthetic; -: the first line of standard input
  --username       user name at the camera; the password is the variable VIALOG_CAMERA_PASSWORD, or the first line
  --password-file  of this file (- for standard input), never an argument
  --certificate    SHA-256 fingerprint of the only certificate that an rtsps or https stream may present; for cameras with a
                   self-signed one: a probe without this option reports the fingerprint that the camera presents
  --json           prints the whole report as JSON
  --url            address of a running server, which then opens the stream; without it, this host opens it and
                   VIALOG_ALLOW_CIDRS and VIALOG_MEDIA_DIR of this shell decide what is allowed
  --token-file     file with the administrator token; default: the variable VIALOG_ADMIN_TOKEN
  --region         city profile: region whose ingest opens the stream
  --camera         registered camera whose stored stream and credentials are used
Takes at most 15 s. The exit code is 0 if pictures arrive and 1 if not.`,
  run: async (args, searchPath) => {
    const request = readProbeRequest(args);
    const input = probeInputOf(request, await readSecrets(request));
    const report = request.server
      ? await (await connectTo(request.server)).probeStream(input)
      : await probeFromHere(input, searchPath);
    const lines = request.isJson ? [JSON.stringify(report, null, 2)] : probeLines(report);
    process.stdout.write(`${lines.join('\n')}\n`);
    return report.outcome === 'playing' ? 0 : 1;
  },
};

/** @throws {UsageError} when a variable is invalid */
async function probeFromHere(
  { stream, credentials }: StreamProbeInput,
  searchPath: string,
): Promise<StreamProbe> {
  const { data: settings, error } = z.object(streamVariables).safeParse(process.env);
  if (error)
    throw new UsageError(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  if (stream === undefined) throw new UsageError('expected the URL of a stream');
  const { url, credentials: inUrl } = splitCredentials(stream.url);
  const probed = { stream: { ...stream, url }, credentials: credentials ?? inUrl };
  return openProbe({ settings, searchPath })(probed, new AbortController().signal);
}

async function readSecrets({ url, username, passwordFile }: ProbeRequest): Promise<ProbeSecrets> {
  if (url === '-' && passwordFile === '-')
    throw new UsageError('expected either the URL or the password on standard input');
  const password = username === undefined ? undefined : await passwordFrom(passwordFile);
  return { url: url === '-' ? await firstLineOfInput() : url, password };
}

async function passwordFrom(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return process.env['VIALOG_CAMERA_PASSWORD'];
  if (file === '-') return firstLineOfInput();
  return (await readFile(file, 'utf8')).split(/\r?\n/, 1)[0];
}

async function firstLineOfInput(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new UsageError('standard input is empty: expected one line');
}
