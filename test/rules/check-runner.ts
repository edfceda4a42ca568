import { Command } from 'commander';
import { register } from '../../bin/commands/check';

const program = new Command('cdk-cloudtrail');
register(program);
program.parse();
