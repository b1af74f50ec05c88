import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';

/** Who speaks: `palier`, unless OpenTelemetry's own variables name it otherwise. */
export function resourceOf(): Resource {
  return defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'palier' }))
    .merge(detectResources({ detectors: [envDetector, serviceNameEnvDetector] }));
}
