import { App } from 'aws-cdk-lib';
import { LambdaMcpStack } from './lambda-mcp-stack';

new LambdaMcpStack(new App(), 'LambdaMcp');
