package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.converter.HttpMessageNotWritableException;

class JudgementTest {

  @Test
  void aClientThatHasGoneIsToldFromADatabaseThatHas() {
    var client = new ClientAbortException(new IOException("Broken pipe"));

    assertThat(Judgement.isGone(new HttpMessageNotWritableException("half", client))).isTrue();
    assertThat(Judgement.isGone(new DataAccessResourceFailureException("", new EOFException())))
        .isFalse();
  }
}
