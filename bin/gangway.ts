/** The CDK app: `cdk deploy --all -c stage=prod`. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildApp } from '../lib/app.ts';
import { loadFunctions } from '../lib/definitions.ts';

const app = new App();
if (app.node.tryGetContext('nag') !== 'off') Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
buildApp(app, await loadFunctions());
app.synth();
