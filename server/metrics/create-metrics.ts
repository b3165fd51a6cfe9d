import { collectDefaultMetrics, type Histogram, type Metric, Registry } from 'prom-client';
import { type MetricsSnapshot, metricFamilies } from './metric-families';

/** Renders all metrics in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  render(): Promise<string>;
}

/** Labelled by kinds of resources, which are not known beforehand, and costly to read with many connections. */
const leftOut = ['handles', 'handles_total', 'requests', 'requests_total', 'resources', 'resources_total'];
const gcKinds = ['major', 'minor', 'incremental', 'weakcb'];

/** The process itself: memory, CPU, event loop, garbage collection. */
function addProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  for (const name of leftOut) registry.removeSingleMetric(`nodejs_active_${name}`);
  const gc = registry.getSingleMetric('nodejs_gc_duration_seconds') as Histogram;
  for (const kind of gcKinds) gc.zero({ kind });
}

/**
 * Metrics by way of prom-client. Nothing is counted by it: what the families read is asked for when somebody asks for
 * the metrics, all from one snapshot.
 */
export function createMetrics(hasRedis: boolean, takeSnapshot: () => MetricsSnapshot): Metrics {
  const registry = new Registry();
  addProcessMetrics(registry);
  let snapshot: MetricsSnapshot | null = null;
  for (const family of metricFamilies({ hasRedis })) {
    const { name, help, type } = family;
    const get = async () => ({
      name,
      help,
      type,
      values: snapshot === null ? [] : family.read(snapshot),
      aggregator: 'sum',
    });
    registry.registerMetric({ name, get } as unknown as Metric);
  }
  return {
    contentType: registry.contentType,
    render() {
      snapshot = takeSnapshot();
      return registry.metrics();
    },
  };
}
