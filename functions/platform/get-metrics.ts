import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { FleetMetricsBody, fleetMetrics } from '../../shared/platform/metrics.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/platform/metrics',
  summary: 'Organizations by status and plan, sign-up funnel, setting up, queues (OPS-09)',
  access: { permission: 'platform:read' },
  responses: { 200: { description: 'Figures of the whole fleet', schema: FleetMetricsBody } },
  uses: { platform: 'read', metrics: 'read', queueDepths: true },
});

export const handler = serve(route, async () => ok(await fleetMetrics()));
