//! The tests from outside, a module for each promise.

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod codec;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod dice;
#[cfg(test)]
mod domain;
#[cfg(test)]
mod durable;
#[cfg(test)]
mod edge;
#[cfg(test)]
mod health;
#[cfg(test)]
mod journal_contract;
#[cfg(test)]
mod journals;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod known;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod pipeline;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod reasons;
#[cfg(test)]
mod register;
#[cfg(test)]
mod registry_support;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod retries;
#[cfg(test)]
mod scripted;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod shapes;
#[cfg(test)]
mod shutdown;
#[cfg(test)]
mod sqlite;
#[cfg(test)]
mod support;
#[cfg(test)]
mod transfer;
#[cfg(test)]
mod watch;
#[cfg(test)]
mod worked_example;
