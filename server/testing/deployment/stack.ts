import { setTimeout as wait } from 'node:timers/promises';
import type { Compose, ComposeService } from './compose-file';
import { Container, type ContainerPlace } from './container';

const pollMs = 100;
const startTimeoutMs = 30_000;

/** All services of a compose file with its profiles, up as `docker compose up` has them. */
export class Stack {
  readonly containers = new Map<string, Container>();

  constructor(
    readonly compose: Compose,
    readonly place: ContainerPlace,
    readonly profiles: readonly string[],
  ) {}

  /** Resolves once every service has started, those that end have ended well, and the others are healthy. */
  async up(): Promise<void> {
    const wanted = Object.entries(this.compose.services).filter(
      ([, { profiles }]) =>
        profiles.length === 0 || profiles.some((profile) => this.profiles.includes(profile)),
    );
    await this.#until('all services to start', () => {
      for (const [name, service] of wanted) {
        if (!this.containers.has(name) && this.#mayStart(service)) this.start(name);
      }
      return this.containers.size === wanted.length;
    });
    await this.#until('all services to be healthy', () =>
      [...this.containers.values()].every((container) => container.exitCode === 0 || container.isHealthy()),
    );
  }

  start(name: string): Container {
    const service = this.compose.services[name];
    if (!service) throw new Error(`There is no service ${name}.`);
    const container = new Container(name, service, this.place);
    this.containers.set(name, container);
    return container;
  }

  get(name: string): Container {
    const container = this.containers.get(name);
    if (!container) throw new Error(`${name} was not started.`);
    return container;
  }

  /** Ends what still runs, without warning. */
  async down(): Promise<void> {
    for (const container of this.containers.values()) container.kill('SIGKILL');
    await Promise.all([...this.containers.values()].map((container) => container.ended()));
  }

  #mayStart({ depends_on: dependencies }: ComposeService): boolean {
    return Object.entries(dependencies).every(([name, { condition, required }]) => {
      const container = this.containers.get(name);
      if (!container) return !required && !this.#isWanted(name);
      if (condition === 'service_completed_successfully') return container.exitCode === 0;
      return condition === 'service_started' || container.isHealthy();
    });
  }

  #isWanted(name: string): boolean {
    return this.compose.services[name]?.profiles.some((profile) => this.profiles.includes(profile)) ?? false;
  }

  async #until(what: string, isDone: () => boolean): Promise<void> {
    const deadlineMs = Date.now() + startTimeoutMs;
    while (!isDone()) {
      const failed = [...this.containers.values()].filter(
        ({ exitCode }) => exitCode !== null && exitCode !== 0,
      );
      if (failed.length > 0 || Date.now() > deadlineMs) {
        throw new Error(`Waited for ${what}.\n${this.logs()}`);
      }
      await wait(pollMs);
    }
  }

  /** What each service has written. */
  logs(): string {
    return [...this.containers.values()]
      .map(
        ({ name, exitCode, log }) =>
          `── ${name}${exitCode === null ? '' : ` (ended with ${exitCode})`}\n${log}`,
      )
      .join('\n');
  }
}
