import { App, Stack } from 'aws-cdk-lib';
import { updateCase } from './update-case';
import { addFunction, newApp } from '../apps/parts';
import { Gateway } from 'cdk-agentcore-gateway';

/** More than fit into the inline policies of a role. */
const MANY = 60;
const SUFFIX_OF_LONG_NAMES = 'OfTheCustomersOfTheSouthernDepartment';

/** A gateway with many Lambda targets, some of them removed or renamed. */
function large({ from = 0, renamed = 0, count = MANY, suffix = '' }: { from?: number; renamed?: number; count?: number; suffix?: string }): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Tools');
  for (let index = from; index < count; index++) {
    addFunction(gateway, `${index < renamed ? 'Renamed' : 'Function'}${index}${suffix}`, ['get']);
  }
  return app;
}

export const SIZE = [
  updateCase('removefirst', 'the first 16 of 60 Lambda targets are removed', large, {}, { from: 16 }),
  updateCase('renamemany', 'the first 16 of 60 Lambda targets get other ids', large, {}, { renamed: 16 }),
  updateCase('removelong', 'the first 12 of 60 Lambda targets with long names are removed', large, { suffix: SUFFIX_OF_LONG_NAMES }, { suffix: SUFFIX_OF_LONG_NAMES, from: 12 }),
];
