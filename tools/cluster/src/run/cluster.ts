import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '@vialog/sqlite';
import type { ServerName } from '../deployment-target.ts';
import { serverNamed } from '../servers.ts';
import { services, startingSteps, type Service } from '../services.ts';
import { elasticsearchProgram, folderRejection } from './elasticsearch-program.ts';
import { freePortFrom } from './free-port.ts';
import { SupervisedProcess, type Program } from './supervised-process.ts';
import { clusterSettings, type ClusterSettings } from './cluster-settings.ts';
import type { LogStream } from './log-stream.ts';
import { natsProgram } from './nats-program.ts';
import type { Options } from './options.ts';
import { serviceProgram, type ClusterContext } from './service-program.ts';
import { Warden } from './warden.ts';

/** One line of the table of running processes. */
export interface Running {
  readonly name: string;
  /** Undefined between an exit and the restart. */
  readonly pid: number | undefined;
  readonly url: string;
  readonly does: string;
}

interface Member {
  readonly process: SupervisedProcess;
  readonly url: string;
  readonly does: string;
}

export interface ClusterOptions extends Options {
  /** The checkout. */
  readonly root: string;
  readonly log: LogStream;
  /** Called when a process starts or ends. */
  readonly onChange: () => void;
}

/** Limit of one start step, ms: Elasticsearch needs minutes on a loaded machine. */
const readyMs = 600_000;

/** The services of the table and their servers as processes of this host. */
export class Cluster {
  readonly #options: ClusterOptions;
  readonly #unlockFolder: () => void;
  readonly #warden: Warden;
  /** Groups of instances of one service or server, in the order of the start. */
  readonly #groups: (readonly Member[])[] = [];
  #ended = false;

  /** @throws {FolderLocked} when another cluster uses the folder */
  constructor(options: ClusterOptions) {
    mkdirSync(options.data, { recursive: true });
    this.#unlockFolder = lockFolder(
      options.data,
      () => `another cluster uses ${options.data}; stop it, or choose another folder with --data`,
    );
    this.#options = withUsableElasticsearch(options);
    this.#warden = new Warden();
  }

  get running(): readonly Running[] {
    return this.#groups
      .flat()
      .map(({ process: { program, pid }, url, does }) => ({ name: program.name, pid, url, does }));
  }

  /**
   * Starts servers, then services; each step waits for the one before.
   *
   * @throws {Error} when a process is not ready in time
   */
  async start(): Promise<void> {
    const { data, root, elasticsearch } = this.#options;
    const settings = clusterSettings(data, elasticsearch === undefined ? 'sqlite' : 'elasticsearch');
    this.#logEventStore(settings);
    const urls = await this.#startServers(settings);
    const context: ClusterContext = { root, data, settings, urls, chosen: process.env };
    for (const step of startingSteps(services.filter(({ profile }) => profile === undefined)))
      await this.#startStep(await Promise.all(step.map((service) => this.#instances(service, context))));
  }

  /** Stops everything in reverse order and releases the folder. Resolves when no process is left. */
  async stop(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    for (const group of this.#groups.toReversed())
      await Promise.all(group.map(({ process }) => process.stop()));
    this.#warden.close();
    this.#unlockFolder();
  }

  /**
   * Logs the event store. The store of the first start is kept, because neither store reads the data of the other.
   *
   * @throws {Error} when the store of the first start is not available
   */
  #logEventStore({ events }: ClusterSettings): void {
    const { elasticsearch, whyNot, data, log } = this.#options;
    if (events === 'elasticsearch' && elasticsearch === undefined)
      throw new Error(`the events of ${data} are in Elasticsearch, which is not available: ${whyNot}`);
    if (events === 'elasticsearch') return;
    const why =
      elasticsearch === undefined
        ? `Elasticsearch is not available (${whyNot})`
        : 'this folder was first used without Elasticsearch; use another folder with --data to store events in Elasticsearch';
    log.say('cluster', `events are stored in SQLite on this host only: ${why}`);
  }

  async #startServers(settings: ClusterSettings): Promise<Partial<Record<ServerName, string>>> {
    const { natsServer, data, elasticsearch } = this.#options;
    const nats = serverNamed('nats');
    const port = await this.#portFrom(nats.port);
    const monitorPort = await this.#portFrom(8222);
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

  async #elasticsearch(installed: { home: string; javaHome: string }): Promise<Member> {
    const server = serverNamed('elasticsearch');
    const port = await this.#portFrom(server.port);
    const transportPort = await this.#portFrom(9300);
    const folder = join(this.#options.data, 'elasticsearch');
    const program = elasticsearchProgram({ ...installed, folder, port, transportPort });
    return this.#member(program, server.url('127.0.0.1', port), server.does);
  }

  async #instances(service: Service, context: ClusterContext): Promise<Member[]> {
    const numbers =
      service.count === 1 ? [undefined] : Array.from({ length: service.count }, (_, i) => i + 1);
    const members: Member[] = [];
    for (const number of numbers) {
      const port = await (service.published
        ? freePortFrom(this.#options.port)
        : this.#portFrom(service.port));
      const program = serviceProgram(service, { port, ...(number === undefined ? {} : { number }) }, context);
      members.push(this.#member(program, `http://127.0.0.1:${port}`, service.does));
    }
    return members;
  }

  #portFrom(usual: number): Promise<number> {
    return freePortFrom(usual + this.#options.portOffset);
  }

  #member(program: Program, url: string, does: string): Member {
    const { log, onChange, stopMs = program.stopMs } = this.#options;
    const kept = new SupervisedProcess(
      { ...program, stopMs },
      {
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
      },
    );
    return { process: kept, url, does };
  }

  /** Starts groups of processes together and waits until all are ready. */
  async #startStep(groups: readonly (readonly Member[])[]): Promise<void> {
    if (this.#ended) return;
    this.#groups.push(...groups);
    const members = groups.flat();
    for (const { process } of members) process.start();
    await Promise.all(members.map(({ process }) => process.untilReady(readyMs)));
  }
}

/** The options without an Elasticsearch that cannot use the data folder. */
function withUsableElasticsearch(options: ClusterOptions): ClusterOptions {
  const { elasticsearch, data } = options;
  const rejection =
    elasticsearch !== undefined && 'home' in elasticsearch
      ? folderRejection(join(data, 'elasticsearch'))
      : undefined;
  return rejection === undefined ? options : { ...options, elasticsearch: undefined, whyNot: rejection };
}
