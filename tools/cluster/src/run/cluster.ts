import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerName } from '../place.ts';
import { serverNamed } from '../servers.ts';
import { services, startingSteps, type Service } from '../services.ts';
import { elasticsearchProgram, folderRefusal } from './elasticsearch-program.ts';
import { takeFolder } from './folder-lock.ts';
import { freePortFrom } from './free-port.ts';
import { KeptProcess, type Program } from './kept-process.ts';
import { keptSettings, type KeptSettings } from './kept-settings.ts';
import type { LogStream } from './log-stream.ts';
import { natsProgram } from './nats-program.ts';
import type { Options } from './options.ts';
import { serviceProgram, type Surroundings } from './service-program.ts';
import { Warden } from './warden.ts';

/** One line of the table of what runs. */
export interface Running {
  readonly name: string;
  /** Undefined while it is started again. */
  readonly pid: number | undefined;
  readonly url: string;
  readonly does: string;
}

interface Member {
  readonly process: KeptProcess;
  readonly url: string;
  readonly does: string;
}

export interface ClusterOptions extends Options {
  /** The checkout. */
  readonly root: string;
  readonly log: LogStream;
  /** Each time a process was started or ended. */
  readonly onChange: () => void;
}

const readyMs = 150_000;

/** The services of the table and their servers as processes of this host. */
export class Cluster {
  readonly #options: ClusterOptions;
  readonly #letGo: () => void;
  readonly #warden: Warden;
  /** Instances of one service or server together, in the order of starting. */
  readonly #groups: (readonly Member[])[] = [];
  #ended = false;

  /** Takes the folder. Throws FolderTaken. */
  constructor(options: ClusterOptions) {
    mkdirSync(options.data, { recursive: true });
    this.#letGo = takeFolder(options.data);
    this.#options = withUsableElasticsearch(options);
    this.#warden = new Warden();
  }

  get running(): readonly Running[] {
    return this.#groups
      .flat()
      .map(({ process: { program, pid }, url, does }) => ({ name: program.name, pid, url, does }));
  }

  /** Starts servers, then services, each step when the one before is ready. Throws when one does not get ready. */
  async start(): Promise<void> {
    const { data, root, elasticsearch } = this.#options;
    const settings = keptSettings(data, elasticsearch === undefined ? 'sqlite' : 'elasticsearch');
    this.#sayWhereEventsAre(settings);
    const urls = await this.#startServers(settings);
    const around: Surroundings = { root, data, settings, urls, chosen: process.env };
    for (const step of startingSteps(services.filter(({ profile }) => profile === undefined)))
      await this.#startStep(await Promise.all(step.map((service) => this.#instances(service, around))));
  }

  /** Stops what was started last first, and lets the folder go. Resolves when nothing is left. */
  async stop(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    for (const group of this.#groups.toReversed())
      await Promise.all(group.map(({ process }) => process.stop()));
    this.#warden.close();
    this.#letGo();
  }

  /** The store of the first start stays: neither reads what is in the other. Throws where it cannot be had. */
  #sayWhereEventsAre({ events }: KeptSettings): void {
    const { elasticsearch, whyNot, data, log } = this.#options;
    if (events === 'elasticsearch' && elasticsearch === undefined)
      throw new Error(`the events of ${data} are in Elasticsearch, which cannot be had: ${whyNot}`);
    if (events === 'elasticsearch') return;
    const why =
      elasticsearch === undefined
        ? `there is no Elasticsearch (${whyNot})`
        : 'this folder began without Elasticsearch; another one, by --data, would begin with it';
    log.say('cluster', `events are kept in SQLite, for this one host: ${why}`);
  }

  async #startServers(settings: KeptSettings): Promise<Partial<Record<ServerName, string>>> {
    const { natsServer, data, elasticsearch } = this.#options;
    const nats = serverNamed('nats');
    const port = await freePortFrom(nats.port);
    const monitorPort = await freePortFrom(8222);
    const folder = join(data, 'nats');
    const { passwords } = settings;
    const members: Member[] = [
      this.#member(
        natsProgram({ binary: natsServer, folder, port, monitorPort, passwords }),
        nats.url('127.0.0.1', port),
        nats.does,
      ),
    ];
    const urls: Partial<Record<ServerName, string>> = { nats: nats.url('127.0.0.1', port) };
    if (settings.events === 'elasticsearch' && elasticsearch !== undefined) {
      const own = 'url' in elasticsearch ? undefined : await this.#elasticsearch(elasticsearch);
      if (own !== undefined) members.push(own);
      urls.elasticsearch = own?.url ?? ('url' in elasticsearch ? elasticsearch.url : '');
    }
    await this.#startStep(members.map((member) => [member]));
    return urls;
  }

  async #elasticsearch(place: { home: string; javaHome: string }): Promise<Member> {
    const server = serverNamed('elasticsearch');
    const port = await freePortFrom(server.port);
    const transportPort = await freePortFrom(9300);
    const folder = join(this.#options.data, 'elasticsearch');
    const program = elasticsearchProgram({ ...place, folder, port, transportPort });
    return this.#member(program, server.url('127.0.0.1', port), server.does);
  }

  async #instances(service: Service, around: Surroundings): Promise<Member[]> {
    const first = service.published ? this.#options.port : service.port;
    const numbers =
      service.count === 1 ? [undefined] : Array.from({ length: service.count }, (_, i) => i + 1);
    const members: Member[] = [];
    for (const number of numbers) {
      const port = await freePortFrom(first);
      const program = serviceProgram(service, { port, ...(number === undefined ? {} : { number }) }, around);
      members.push(this.#member(program, `http://127.0.0.1:${port}`, service.does));
    }
    return members;
  }

  #member(program: Program, url: string, does: string): Member {
    const { log, onChange } = this.#options;
    const kept = new KeptProcess(program, {
      started: (child) => {
        this.#warden.started(child.pid as number);
        for (const stream of [child.stdout, child.stderr])
          if (stream) log.follow(program.name, stream, { quiet: program.quiet });
        onChange();
      },
      ended: (pid) => {
        this.#warden.ended(pid);
        onChange();
      },
      say: (line) => log.say(program.name, line),
    });
    return { process: kept, url, does };
  }

  /** Starts groups together and waits for all of them. */
  async #startStep(groups: readonly (readonly Member[])[]): Promise<void> {
    if (this.#ended) return;
    this.#groups.push(...groups);
    const members = groups.flat();
    for (const { process } of members) process.start();
    await Promise.all(members.map(({ process }) => process.untilReady(readyMs)));
  }
}

/** The options without an Elasticsearch that could not keep its data in the folder. */
function withUsableElasticsearch(options: ClusterOptions): ClusterOptions {
  const { elasticsearch, data } = options;
  const refusal =
    elasticsearch !== undefined && 'home' in elasticsearch
      ? folderRefusal(join(data, 'elasticsearch'))
      : undefined;
  return refusal === undefined ? options : { ...options, elasticsearch: undefined, whyNot: refusal };
}
