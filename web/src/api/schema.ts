/** Made by `node web/generate.ts` from the OpenAPI document. Do not edit. */

export interface Operations {
  /**
   * End one of one’s own sessions (ID-17)
   */
  'DELETE /api/v1/auth/sessions/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * Archive a contract with its plan, entitlements and prices; one that is being processed is stopped (CON-06)
   */
  'DELETE /api/v1/contracts/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * Archive a plan; its contract stays (CON-04)
   */
  'DELETE /api/v1/onboarding-plans/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * Take a task out of a plan; a rerun of the contract does not bring it back (CON-04)
   */
  'DELETE /api/v1/onboarding-plans/{id}/tasks/{task_key}': {
    params: {
      id: string;
      task_key: string;
    };
    response: undefined;
  };
  /**
   * Archive a person; a contract that is read again does not bring them back (CON-07)
   */
  'DELETE /api/v1/stakeholders/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * How people can sign in, and who may open an account (ID-14)
   */
  'GET /api/v1/auth/config': {
    response: {
      providers: ('password' | 'google' | 'microsoft')[];
      sign_up_mode: 'open' | 'invite' | 'domain';
      captcha: {
        site_key: string;
        script_url: string;
      } | null;
    };
  };
  /**
   * Who is signed in, in which organization, with which permissions (ID-13)
   */
  'GET /api/v1/auth/me': {
    response: {
      id: string;
      email: string;
      name: string;
      locale: ('en' | 'de') | null;
      theme: ('light' | 'dark' | 'auto') | null;
      org_id: string | null;
      role: string | null;
      permissions: string[];
      /**
       * Which records each permission reaches
       */
      scopes: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
      ai_enabled: boolean;
      organization: {
        id: string;
        name: string;
        slug: string;
      } | null;
    };
  };
  /**
   * The way back from the managed login: opens the session
   */
  'GET /api/v1/auth/oauth/cognito/callback': {
    query: {
      code?: string;
      state?: string;
      error?: string;
      error_description?: string;
    };
    response: undefined;
  };
  /**
   * Send the browser to the managed login, or straight to Google or Microsoft
   */
  'GET /api/v1/auth/oauth/{provider}/start': {
    params: {
      provider: 'password' | 'google' | 'microsoft';
    };
    query: {
      return_to?: string;
    };
    response: undefined;
  };
  /**
   * One’s own open sessions, the newest sign-in first (ID-17)
   */
  'GET /api/v1/auth/sessions': {
    response: {
      data: {
        id: string;
        current: boolean;
        created_at: string;
        last_used_at: string;
        agent: string;
        address: string;
      }[];
    };
  };
  /**
   * Send the browser to the managed login, or straight to Google or Microsoft
   */
  'GET /api/v1/auth/sign-in': {
    params: {
      provider: 'password' | 'google' | 'microsoft';
    };
    query: {
      return_to?: string;
    };
    response: undefined;
  };
  /**
   * Contracts, newest first (CON-06)
   */
  'GET /api/v1/contracts': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      status?: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
      customer_id?: string;
      /**
       * The account of the member they are assigned to; `me` for one’s own
       */
      owner_id?: string;
      archived?: string;
    };
    response: {
      data: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * One contract, with where its processing stands
   */
  'GET /api/v1/contracts/{id}': {
    params: {
      id: string;
    };
    response: {
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      file_name: string;
      content_type: string;
      /**
       * Bytes
       */
      size: number;
      status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
      run: number;
      progress: {
        stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
        stages: {
          stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
          entered_at: string;
          left_at: string | null;
        }[];
      };
      /**
       * Why it failed and what to do
       */
      failure: {
        code: string;
        message: string;
        redrivable?: boolean;
      } | null;
      reader: string | null;
      pages: number | null;
      document_name: string | null;
      /**
       * `rules` or `model`
       */
      extractor: string | null;
      extractor_reason: string | null;
      /**
       * What the language model used
       */
      usage: {
        input_tokens: number;
        output_tokens: number;
        cost_usd: number;
      } | null;
      facts: number | null;
      needs_review: number | null;
      plan_id: string | null;
      confirmed_at: string | null;
      confirmed_by: string | null;
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * A link to the contract as it was read, page by page, good for five minutes
   */
  'GET /api/v1/contracts/{id}/document': {
    params: {
      id: string;
    };
    response: {
      url: string;
      run: number;
      expires_at: string;
    };
  };
  /**
   * What was read: each fact with page, quote, box, confidence and method (CON-02)
   */
  'GET /api/v1/contracts/{id}/extraction': {
    params: {
      id: string;
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      facts: {
        key: string;
        field:
          | 'document_name'
          | 'agreement_date'
          | 'effective_date'
          | 'expiration_date'
          | 'term'
          | 'renewal_term'
          | 'notice_period'
          | 'governing_law'
          | 'go_live_date'
          | 'totals'
          | 'payment_terms'
          | 'parties'
          | 'stakeholders'
          | 'entitlements'
          | 'pricing'
          | 'service_levels'
          | 'technical_requirements';
        value: unknown;
        /**
         * What was read, when a person put something else in its place
         */
        original: unknown;
        evidence: {
          page: number;
          quote: string;
          /**
           * Fractions of the page from its top left corner
           */
          box: {
            left: number;
            top: number;
            width: number;
            height: number;
          } | null;
        }[];
        confidence: number;
        method: 'rule' | 'model' | 'computed' | 'person';
        needs_review: boolean;
        note: string | null;
        alternative: unknown;
        decision: 'none' | 'confirmed' | 'corrected' | 'rejected' | 'added';
        decided_by: string | null;
        decided_at: string | null;
        version: number;
      }[];
    };
  };
  /**
   * A link to the contract’s file, good for five minutes
   */
  'GET /api/v1/contracts/{id}/file': {
    params: {
      id: string;
    };
    response: {
      url: string;
      file_name: string;
      content_type: string;
      expires_at: string;
    };
  };
  /**
   * What confirming the contract would change in the plan now; nothing is written
   */
  'GET /api/v1/contracts/{id}/plan-changes': {
    params: {
      id: string;
    };
    response: {
      added: {
        key: string;
        title: string;
        due_date: string;
      }[];
      changed: {
        key: string;
        title: string;
        due_date: string;
        fields: string[];
        due_date_before: string;
      }[];
      removed: {
        key: string;
        title: string;
        due_date: string;
      }[];
    };
  };
  /**
   * Customers by name, or by when they were added (CUS-02)
   */
  'GET /api/v1/customers': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      /**
       * The beginning of the name
       */
      q?: string;
      status?: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
      /**
       * The account of the member they are assigned to; `me` for one’s own
       */
      owner_id?: string;
      sort?: 'name' | '-name' | 'created_at' | '-created_at';
    };
    response: {
      data: {
        id: string;
        name: string;
        status: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
        /**
         * The account of the member it is assigned to
         */
        owner_id: string;
        /**
         * A day: when somebody wants to get back to them
         */
        next_follow_up_at: string | null;
        /**
         * What the contracts say together
         */
        summary: {
          contracts: number;
          /**
           * One sum for each currency, the largest first
           */
          annual: {
            minor: number;
            currency: string;
          }[];
          total: {
            minor: number;
            currency: string;
          }[];
          go_live_date: string | null;
          /**
           * When the first of the running terms renews by itself
           */
          renewal_date: string | null;
          /**
           * When the first of the running terms ends for good
           */
          end_date: string | null;
          /**
           * The first last day for notice that is still to come
           */
          notice_date: string | null;
        };
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * One customer with its people, entitlements, prices and terms (CUS-03)
   */
  'GET /api/v1/customers/{id}': {
    params: {
      id: string;
    };
    response: {
      id: string;
      name: string;
      status: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
      /**
       * The account of the member it is assigned to
       */
      owner_id: string;
      /**
       * A day: when somebody wants to get back to them
       */
      next_follow_up_at: string | null;
      /**
       * What the contracts say together
       */
      summary: {
        contracts: number;
        /**
         * One sum for each currency, the largest first
         */
        annual: {
          minor: number;
          currency: string;
        }[];
        total: {
          minor: number;
          currency: string;
        }[];
        go_live_date: string | null;
        /**
         * When the first of the running terms renews by itself
         */
        renewal_date: string | null;
        /**
         * When the first of the running terms ends for good
         */
        end_date: string | null;
        /**
         * The first last day for notice that is still to come
         */
        notice_date: string | null;
      };
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
      /**
       * By contract, the newest first
       */
      terms: {
        contract_id: string;
        document_name: string | null;
        effective_date: string | null;
        go_live_date: string | null;
        term: string | null;
        renewal_term: string | null;
        notice_period: string | null;
        payment_terms: string | null;
        perpetual: boolean;
        /**
         * Of the term that runs today
         */
        ends_on: string | null;
        renews: boolean;
        notice_by: string | null;
        annual: {
          minor: number;
          currency: string;
        } | null;
        total: {
          minor: number;
          currency: string;
        } | null;
      }[];
      /**
       * Those who are not archived
       */
      people: {
        id: string;
        customer_id: string;
        name: string;
        title: string | null;
        email: string | null;
        phone: string | null;
        organization: string | null;
        /**
         * The weightiest first
         */
        roles: (
          | 'executive_sponsor'
          | 'signatory'
          | 'billing'
          | 'technical'
          | 'project'
          | 'notices'
          | 'other'
        )[];
        /**
         * null where the contract does not tell
         */
        side: ('provider' | 'customer') | null;
        influence: 'decision_maker' | 'influencer' | 'user' | 'informed';
        influence_reason: string;
        source: 'contract' | 'person';
        /**
         * The facts that name this person
         */
        mentions: {
          contract_id: string;
          fact_key: string;
        }[];
        confidence: number;
        needs_review: boolean;
        /**
         * Changed by a person; a rerun leaves them alone
         */
        edited_fields: string[];
        edited_by: string | null;
        edited_at: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      entitlements: {
        contract_id: string;
        fact_key: string;
        product: string;
        quantity: number | null;
        unit: string | null;
        start: string | null;
        end: string | null;
        /**
         * `person`: entered or corrected by somebody
         */
        source: 'contract' | 'person';
        confidence: number;
        needs_review: boolean;
      }[];
      prices: {
        contract_id: string;
        fact_key: string;
        item: string;
        quantity: number | null;
        unit_price: {
          minor: number;
          currency: string;
        } | null;
        /**
         * The line’s total as printed; discounts are negative
         */
        amount: {
          minor: number;
          currency: string;
        } | null;
        /**
         * A rate instead of money
         */
        percent: number | null;
        /**
         * `month`, `quarter`, `year`, `one_time` or `other`
         */
        period: string | null;
        /**
         * `person`: entered or corrected by somebody
         */
        source: 'contract' | 'person';
        confidence: number;
        needs_review: boolean;
      }[];
    };
  };
  /**
   * What a customer may use, by contract (CON-03)
   */
  'GET /api/v1/customers/{id}/entitlements': {
    params: {
      id: string;
    };
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
    };
    response: {
      data: {
        contract_id: string;
        fact_key: string;
        product: string;
        quantity: number | null;
        unit: string | null;
        start: string | null;
        end: string | null;
        /**
         * `person`: entered or corrected by somebody
         */
        source: 'contract' | 'person';
        confidence: number;
        needs_review: boolean;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * A customer’s price lines, by contract (CON-03)
   */
  'GET /api/v1/customers/{id}/pricing': {
    params: {
      id: string;
    };
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
    };
    response: {
      data: {
        contract_id: string;
        fact_key: string;
        item: string;
        quantity: number | null;
        unit_price: {
          minor: number;
          currency: string;
        } | null;
        /**
         * The line’s total as printed; discounts are negative
         */
        amount: {
          minor: number;
          currency: string;
        } | null;
        /**
         * A rate instead of money
         */
        percent: number | null;
        /**
         * `month`, `quarter`, `year`, `one_time` or `other`
         */
        period: string | null;
        /**
         * `person`: entered or corrected by somebody
         */
        source: 'contract' | 'person';
        confidence: number;
        needs_review: boolean;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * What happened with a customer, the newest first (CUS-03)
   */
  'GET /api/v1/customers/{id}/timeline': {
    params: {
      id: string;
    };
    response: {
      data: {
        /**
         * Stable: the record, and what happened to it
         */
        id: string;
        type:
          | 'customer_created'
          | 'contract_uploaded'
          | 'contract_read'
          | 'contract_confirmed'
          | 'contract_failed'
          | 'contract_archived'
          | 'plan_made'
          | 'task_done'
          | 'person_added'
          | 'person_changed'
          | 'person_archived';
        at: string;
        /**
         * An account; null where the system did it
         */
        by: string | null;
        by_name: string | null;
        customer_id: string | null;
        customer_name: string | null;
        contract_id: string | null;
        plan_id: string | null;
        /**
         * What it is about: a document, a task, a person
         */
        subject: string | null;
        /**
         * Facts that were read
         */
        count: number | null;
      }[];
      more: boolean;
    };
  };
  /**
   * What needs you now, plans in progress, what happened: the first screen in one call (REP-09)
   */
  'GET /api/v1/dashboard': {
    query: {
      /**
       * The reader’s day; today in UTC where left out
       */
      day?: string;
    };
    response: {
      /**
       * The day for which tasks are overdue or not
       */
      day: string;
      /**
       * There is no contract yet
       */
      empty: boolean;
      review: {
        count: number;
        more: boolean;
        contracts: {
          id: string;
          customer_id: string;
          customer_name: string;
          /**
           * The account of the member whom the customer is assigned to
           */
          owner_id: string;
          file_name: string;
          content_type: string;
          /**
           * Bytes
           */
          size: number;
          status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
          run: number;
          progress: {
            stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
            stages: {
              stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
              entered_at: string;
              left_at: string | null;
            }[];
          };
          /**
           * Why it failed and what to do
           */
          failure: {
            code: string;
            message: string;
            redrivable?: boolean;
          } | null;
          reader: string | null;
          pages: number | null;
          document_name: string | null;
          /**
           * `rules` or `model`
           */
          extractor: string | null;
          extractor_reason: string | null;
          /**
           * What the language model used
           */
          usage: {
            input_tokens: number;
            output_tokens: number;
            cost_usd: number;
          } | null;
          facts: number | null;
          needs_review: number | null;
          plan_id: string | null;
          confirmed_at: string | null;
          confirmed_by: string | null;
          version: number;
          created_at: string;
          updated_at: string;
          archived_at: string | null;
        }[];
      };
      failed: {
        count: number;
        more: boolean;
        contracts: {
          id: string;
          customer_id: string;
          customer_name: string;
          /**
           * The account of the member whom the customer is assigned to
           */
          owner_id: string;
          file_name: string;
          content_type: string;
          /**
           * Bytes
           */
          size: number;
          status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
          run: number;
          progress: {
            stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
            stages: {
              stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
              entered_at: string;
              left_at: string | null;
            }[];
          };
          /**
           * Why it failed and what to do
           */
          failure: {
            code: string;
            message: string;
            redrivable?: boolean;
          } | null;
          reader: string | null;
          pages: number | null;
          document_name: string | null;
          /**
           * `rules` or `model`
           */
          extractor: string | null;
          extractor_reason: string | null;
          /**
           * What the language model used
           */
          usage: {
            input_tokens: number;
            output_tokens: number;
            cost_usd: number;
          } | null;
          facts: number | null;
          needs_review: number | null;
          plan_id: string | null;
          confirmed_at: string | null;
          confirmed_by: string | null;
          version: number;
          created_at: string;
          updated_at: string;
          archived_at: string | null;
        }[];
      };
      processing: {
        count: number;
        more: boolean;
        contracts: {
          id: string;
          customer_id: string;
          customer_name: string;
          /**
           * The account of the member whom the customer is assigned to
           */
          owner_id: string;
          file_name: string;
          content_type: string;
          /**
           * Bytes
           */
          size: number;
          status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
          run: number;
          progress: {
            stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
            stages: {
              stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
              entered_at: string;
              left_at: string | null;
            }[];
          };
          /**
           * Why it failed and what to do
           */
          failure: {
            code: string;
            message: string;
            redrivable?: boolean;
          } | null;
          reader: string | null;
          pages: number | null;
          document_name: string | null;
          /**
           * `rules` or `model`
           */
          extractor: string | null;
          extractor_reason: string | null;
          /**
           * What the language model used
           */
          usage: {
            input_tokens: number;
            output_tokens: number;
            cost_usd: number;
          } | null;
          facts: number | null;
          needs_review: number | null;
          plan_id: string | null;
          confirmed_at: string | null;
          confirmed_by: string | null;
          version: number;
          created_at: string;
          updated_at: string;
          archived_at: string | null;
        }[];
      };
      overdue: {
        count: number;
        more: boolean;
        tasks: {
          plan_id: string;
          customer_id: string | null;
          customer_name: string | null;
          key: string;
          title: string;
          status: 'todo' | 'in_progress' | 'blocked' | 'done';
          due_date: string;
          owner: {
            side: 'provider' | 'customer';
            role:
              | 'success_manager'
              | 'sales'
              | 'technical'
              | 'project'
              | 'billing'
              | 'trainer'
              | 'support'
              | 'executive_sponsor';
            stakeholder_id: string | null;
            name: string | null;
          };
          /**
           * The owner has the name of whoever asks
           */
          mine: boolean;
          /**
           * For a task that is listed before it
           */
          waits: boolean;
          version: number;
        }[];
      };
      upcoming: {
        count: number;
        more: boolean;
        tasks: {
          plan_id: string;
          customer_id: string | null;
          customer_name: string | null;
          key: string;
          title: string;
          status: 'todo' | 'in_progress' | 'blocked' | 'done';
          due_date: string;
          owner: {
            side: 'provider' | 'customer';
            role:
              | 'success_manager'
              | 'sales'
              | 'technical'
              | 'project'
              | 'billing'
              | 'trainer'
              | 'support'
              | 'executive_sponsor';
            stakeholder_id: string | null;
            name: string | null;
          };
          /**
           * The owner has the name of whoever asks
           */
          mine: boolean;
          /**
           * For a task that is listed before it
           */
          waits: boolean;
          version: number;
        }[];
      };
      plans: {
        more: boolean;
        plans: {
          /**
           * The contract’s id
           */
          id: string;
          customer_id: string;
          customer_name: string;
          /**
           * The account of the member whom the customer is assigned to
           */
          owner_id: string;
          contract_id: string;
          name: string;
          start_date: string;
          go_live_date: string;
          /**
           * As the contract has it
           */
          agreed_go_live_date: string | null;
          progress: {
            total: number;
            done: number;
            percent: number;
          };
          version: number;
          next_step: {
            key: string;
            title: string;
            due_date: string;
          } | null;
          created_at: string;
          updated_at: string;
          archived_at: string | null;
        }[];
      };
      /**
       * What happened last, the newest first
       */
      activity: {
        /**
         * Stable: the record, and what happened to it
         */
        id: string;
        type:
          | 'customer_created'
          | 'contract_uploaded'
          | 'contract_read'
          | 'contract_confirmed'
          | 'contract_failed'
          | 'contract_archived'
          | 'plan_made'
          | 'task_done'
          | 'person_added'
          | 'person_changed'
          | 'person_archived';
        at: string;
        /**
         * An account; null where the system did it
         */
        by: string | null;
        by_name: string | null;
        customer_id: string | null;
        customer_name: string | null;
        contract_id: string | null;
        plan_id: string | null;
        /**
         * What it is about: a document, a task, a person
         */
        subject: string | null;
        /**
         * Facts that were read
         */
        count: number | null;
      }[];
    };
  };
  /**
   * Onboarding plans, newest first (CON-04)
   */
  'GET /api/v1/onboarding-plans': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      customer_id?: string;
      /**
       * The account of the member they are assigned to; `me` for one’s own
       */
      owner_id?: string;
      archived?: string;
    };
    response: {
      data: {
        /**
         * The contract’s id
         */
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        contract_id: string;
        name: string;
        start_date: string;
        go_live_date: string;
        /**
         * As the contract has it
         */
        agreed_go_live_date: string | null;
        progress: {
          total: number;
          done: number;
          percent: number;
        };
        version: number;
        /**
         * What can be worked on now and is due first
         */
        next_step: {
          key: string;
          title: string;
          due_date: string;
          owner: {
            side: 'provider' | 'customer';
            role:
              | 'success_manager'
              | 'sales'
              | 'technical'
              | 'project'
              | 'billing'
              | 'trainer'
              | 'support'
              | 'executive_sponsor';
            stakeholder_id: string | null;
            name: string | null;
          };
        } | null;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * One plan: phases, tasks in order, risks, success criteria, progress and next step (CON-04)
   */
  'GET /api/v1/onboarding-plans/{id}': {
    params: {
      id: string;
    };
    response: {
      /**
       * The contract’s id
       */
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      contract_id: string;
      name: string;
      start_date: string;
      go_live_date: string;
      /**
       * As the contract has it
       */
      agreed_go_live_date: string | null;
      progress: {
        total: number;
        done: number;
        percent: number;
      };
      version: number;
      /**
       * What can be worked on now and is due first
       */
      next_step: {
        key: string;
        order: number;
        phase: string;
        title: string;
        description: string;
        status: 'todo' | 'in_progress' | 'blocked' | 'done';
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
        /**
         * Working days
         */
        duration_days: number;
        start_date: string;
        due_date: string;
        depends_on: string[];
        /**
         * Those of them that are not done
         */
        waits_for: string[];
        origin: 'template' | 'person';
        /**
         * Changed by a person; a rerun leaves the task alone
         */
        edited_fields: string[];
        completed_at: string | null;
        completed_by: string | null;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
        version: number;
      } | null;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
      template: string;
      template_version: number;
      planned_on: string;
      /**
       * Where its dates begin, and why
       */
      anchor: {
        date: string;
        basis: 'effective_date' | 'agreement_date' | 'go_live_date' | 'today';
        note: string;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
      };
      phases: {
        key: string;
        name: string;
        goal: string;
        start_date: string;
        end_date: string;
        progress: {
          total: number;
          done: number;
          percent: number;
        };
      }[];
      tasks: {
        key: string;
        order: number;
        phase: string;
        title: string;
        description: string;
        status: 'todo' | 'in_progress' | 'blocked' | 'done';
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
        /**
         * Working days
         */
        duration_days: number;
        start_date: string;
        due_date: string;
        depends_on: string[];
        /**
         * Those of them that are not done
         */
        waits_for: string[];
        origin: 'template' | 'person';
        /**
         * Changed by a person; a rerun leaves the task alone
         */
        edited_fields: string[];
        completed_at: string | null;
        completed_by: string | null;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
        version: number;
      }[];
      risks: {
        key: string;
        severity: 'high' | 'medium' | 'low';
        sentence: string;
        mitigation: string;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
      }[];
      success_criteria: {
        key: string;
        sentence: string;
        target_date: string;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
      }[];
    };
  };
  /**
   * A plan’s tasks as a calendar file, each on the day it is due (RFC 5545)
   */
  'GET /api/v1/onboarding-plans/{id}/calendar': {
    params: {
      id: string;
    };
    response: string;
  };
  /**
   * This API, as OpenAPI 3.1
   */
  'GET /api/v1/openapi.json': {
    response: undefined;
  };
  /**
   * The caller’s own organization (ORG-03)
   */
  'GET /api/v1/organizations/current': {
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * A slug for a name, or whether a slug is free (ORG-02)
   */
  'GET /api/v1/organizations/slug-available': {
    query: {
      name?: string;
      slug?: string;
    };
    response: {
      slug: string;
      valid: boolean;
      available: boolean;
      suggestion: string | null;
    };
  };
  /**
   * A customer’s people, on both sides (CON-07)
   */
  'GET /api/v1/stakeholders': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      customer_id: string;
    };
    response: {
      data: {
        id: string;
        customer_id: string;
        name: string;
        title: string | null;
        email: string | null;
        phone: string | null;
        organization: string | null;
        /**
         * The weightiest first
         */
        roles: (
          | 'executive_sponsor'
          | 'signatory'
          | 'billing'
          | 'technical'
          | 'project'
          | 'notices'
          | 'other'
        )[];
        /**
         * null where the contract does not tell
         */
        side: ('provider' | 'customer') | null;
        influence: 'decision_maker' | 'influencer' | 'user' | 'informed';
        influence_reason: string;
        source: 'contract' | 'person';
        /**
         * The facts that name this person
         */
        mentions: {
          contract_id: string;
          fact_key: string;
        }[];
        confidence: number;
        needs_review: boolean;
        /**
         * Changed by a person; a rerun leaves them alone
         */
        edited_fields: string[];
        edited_by: string | null;
        edited_at: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * Change one’s own name, language and appearance (TEAM-25)
   */
  'PATCH /api/v1/auth/me': {
    body: {
      name?: string;
      locale?: ('en' | 'de') | null;
      theme?: ('light' | 'dark' | 'auto') | null;
    };
    response: {
      id: string;
      email: string;
      name: string;
      locale: ('en' | 'de') | null;
      theme: ('light' | 'dark' | 'auto') | null;
      org_id: string | null;
      role: string | null;
      permissions: string[];
      /**
       * Which records each permission reaches
       */
      scopes: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
      ai_enabled: boolean;
      organization: {
        id: string;
        name: string;
        slug: string;
      } | null;
    };
  };
  /**
   * Confirm, correct, reject, reset or add facts; a rerun never overwrites them (CON-03)
   */
  'PATCH /api/v1/contracts/{id}/extraction': {
    params: {
      id: string;
    };
    body: {
      changes: (
        | {
            action: 'confirm';
            key: string;
            /**
             * The version you read; 409 when it is stale
             */
            version: number;
          }
        | {
            action: 'correct';
            key: string;
            /**
             * The version you read; 409 when it is stale
             */
            version: number;
            value: unknown;
          }
        | {
            action: 'reject';
            key: string;
            /**
             * The version you read; 409 when it is stale
             */
            version: number;
          }
        | {
            action: 'reset';
            key: string;
            /**
             * The version you read; 409 when it is stale
             */
            version: number;
          }
        | {
            action: 'add';
            field:
              | 'document_name'
              | 'agreement_date'
              | 'effective_date'
              | 'expiration_date'
              | 'term'
              | 'renewal_term'
              | 'notice_period'
              | 'governing_law'
              | 'go_live_date'
              | 'totals'
              | 'payment_terms'
              | 'parties'
              | 'stakeholders'
              | 'entitlements'
              | 'pricing'
              | 'service_levels'
              | 'technical_requirements';
            value: unknown;
          }
      )[];
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      facts: {
        key: string;
        field:
          | 'document_name'
          | 'agreement_date'
          | 'effective_date'
          | 'expiration_date'
          | 'term'
          | 'renewal_term'
          | 'notice_period'
          | 'governing_law'
          | 'go_live_date'
          | 'totals'
          | 'payment_terms'
          | 'parties'
          | 'stakeholders'
          | 'entitlements'
          | 'pricing'
          | 'service_levels'
          | 'technical_requirements';
        value: unknown;
        /**
         * What was read, when a person put something else in its place
         */
        original: unknown;
        evidence: {
          page: number;
          quote: string;
          /**
           * Fractions of the page from its top left corner
           */
          box: {
            left: number;
            top: number;
            width: number;
            height: number;
          } | null;
        }[];
        confidence: number;
        method: 'rule' | 'model' | 'computed' | 'person';
        needs_review: boolean;
        note: string | null;
        alternative: unknown;
        decision: 'none' | 'confirmed' | 'corrected' | 'rejected' | 'added';
        decided_by: string | null;
        decided_at: string | null;
        version: number;
      }[];
    };
  };
  /**
   * Change a customer’s name, status or next follow-up (CUS-04)
   */
  'PATCH /api/v1/customers/{id}': {
    params: {
      id: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      name?: string;
      status?: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
      next_follow_up_at?: string | null;
    };
    response: {
      id: string;
      name: string;
      status: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
      /**
       * The account of the member it is assigned to
       */
      owner_id: string;
      /**
       * A day: when somebody wants to get back to them
       */
      next_follow_up_at: string | null;
      /**
       * What the contracts say together
       */
      summary: {
        contracts: number;
        /**
         * One sum for each currency, the largest first
         */
        annual: {
          minor: number;
          currency: string;
        }[];
        total: {
          minor: number;
          currency: string;
        }[];
        go_live_date: string | null;
        /**
         * When the first of the running terms renews by itself
         */
        renewal_date: string | null;
        /**
         * When the first of the running terms ends for good
         */
        end_date: string | null;
        /**
         * The first last day for notice that is still to come
         */
        notice_date: string | null;
      };
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Change a plan’s name, or the day it goes live (CON-04)
   */
  'PATCH /api/v1/onboarding-plans/{id}': {
    params: {
      id: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      name?: string;
      /**
       * Moves the due date of the task that is going live
       */
      go_live_date?: string;
    };
    response: {
      /**
       * The contract’s id
       */
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      contract_id: string;
      name: string;
      start_date: string;
      go_live_date: string;
      /**
       * As the contract has it
       */
      agreed_go_live_date: string | null;
      progress: {
        total: number;
        done: number;
        percent: number;
      };
      version: number;
      /**
       * What can be worked on now and is due first
       */
      next_step: {
        key: string;
        title: string;
        due_date: string;
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
      } | null;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Change a task’s status, due date, owner, title, place or dependencies (CON-04)
   */
  'PATCH /api/v1/onboarding-plans/{id}/milestones/{task_key}': {
    params: {
      id: string;
      task_key: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      status?: 'todo' | 'in_progress' | 'blocked' | 'done';
      title?: string;
      due_date?: string;
      /**
       * One of the customer’s people by id, or anybody by name
       */
      owner?: {
        side: 'provider' | 'customer';
        stakeholder_id?: string | null;
        name?: string | null;
      };
      phase?: string;
      /**
       * The task of the same phase that it stands behind; null for the first place
       */
      after?: string | null;
      /**
       * Keys of the tasks that it waits for; they must not wait for each other
       */
      depends_on?: string[];
    };
    response: {
      task: {
        key: string;
        order: number;
        phase: string;
        title: string;
        description: string;
        status: 'todo' | 'in_progress' | 'blocked' | 'done';
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
        /**
         * Working days
         */
        duration_days: number;
        start_date: string;
        due_date: string;
        depends_on: string[];
        /**
         * Those of them that are not done
         */
        waits_for: string[];
        origin: 'template' | 'person';
        /**
         * Changed by a person; a rerun leaves the task alone
         */
        edited_fields: string[];
        completed_at: string | null;
        completed_by: string | null;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
        version: number;
      };
      open_dependencies: {
        key: string;
        title: string;
        due_date: string;
      }[];
      too_early: {
        key: string;
        title: string;
        start_date: string;
        earliest_start: string;
      }[];
    };
  };
  /**
   * Change a task’s status, due date, owner, title, place or dependencies (CON-04)
   */
  'PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}': {
    params: {
      id: string;
      task_key: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      status?: 'todo' | 'in_progress' | 'blocked' | 'done';
      title?: string;
      due_date?: string;
      /**
       * One of the customer’s people by id, or anybody by name
       */
      owner?: {
        side: 'provider' | 'customer';
        stakeholder_id?: string | null;
        name?: string | null;
      };
      phase?: string;
      /**
       * The task of the same phase that it stands behind; null for the first place
       */
      after?: string | null;
      /**
       * Keys of the tasks that it waits for; they must not wait for each other
       */
      depends_on?: string[];
    };
    response: {
      task: {
        key: string;
        order: number;
        phase: string;
        title: string;
        description: string;
        status: 'todo' | 'in_progress' | 'blocked' | 'done';
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
        /**
         * Working days
         */
        duration_days: number;
        start_date: string;
        due_date: string;
        depends_on: string[];
        /**
         * Those of them that are not done
         */
        waits_for: string[];
        origin: 'template' | 'person';
        /**
         * Changed by a person; a rerun leaves the task alone
         */
        edited_fields: string[];
        completed_at: string | null;
        completed_by: string | null;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
        version: number;
      };
      open_dependencies: {
        key: string;
        title: string;
        due_date: string;
      }[];
      too_early: {
        key: string;
        title: string;
        start_date: string;
        earliest_start: string;
      }[];
    };
  };
  /**
   * Change a person; contracts that are read again leave these fields alone (CON-07)
   */
  'PATCH /api/v1/stakeholders/{id}': {
    params: {
      id: string;
    };
    body: {
      name?: string;
      title?: string | null;
      email?: string | null;
      phone?: string | null;
      organization?: string | null;
      roles?: (
        | 'executive_sponsor'
        | 'signatory'
        | 'billing'
        | 'technical'
        | 'project'
        | 'notices'
        | 'other'
      )[];
      side?: ('provider' | 'customer') | null;
      influence?: 'decision_maker' | 'influencer' | 'user' | 'informed';
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
    };
    response: {
      id: string;
      customer_id: string;
      name: string;
      title: string | null;
      email: string | null;
      phone: string | null;
      organization: string | null;
      /**
       * The weightiest first
       */
      roles: (
        | 'executive_sponsor'
        | 'signatory'
        | 'billing'
        | 'technical'
        | 'project'
        | 'notices'
        | 'other'
      )[];
      /**
       * null where the contract does not tell
       */
      side: ('provider' | 'customer') | null;
      influence: 'decision_maker' | 'influencer' | 'user' | 'informed';
      influence_reason: string;
      source: 'contract' | 'person';
      /**
       * The facts that name this person
       */
      mentions: {
        contract_id: string;
        fact_key: string;
      }[];
      confidence: number;
      needs_review: boolean;
      /**
       * Changed by a person; a rerun leaves them alone
       */
      edited_fields: string[];
      edited_by: string | null;
      edited_at: string | null;
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Change one’s own password; every other session ends (ID-36)
   */
  'POST /api/v1/auth/change-password': {
    body: {
      current_password: string;
      new_password: string;
    };
    response: undefined;
  };
  /**
   * Mail a code for a new password (ID-11)
   */
  'POST /api/v1/auth/forgot-password': {
    body: {
      email: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Sign in with e-mail and password (ID-09)
   */
  'POST /api/v1/auth/login': {
    body: {
      email: string;
      password: string;
      /**
       * In place of a first password that somebody else made up
       */
      new_password?: string;
      /**
       * Where the refresh token goes: `cookie` for browsers, `body` for other programs
       */
      deliver?: 'cookie' | 'body';
      /**
       * What the challenge of `captcha` in `GET /api/v1/auth/config` gave; good once
       */
      captcha_token?: string;
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * End this session
   */
  'POST /api/v1/auth/logout': {
    body?: {
      refresh_token: string;
    };
    response: {
      sign_out_url: string;
    };
  };
  /**
   * Exchange the refresh token for an access token; it rotates (ID-05, ID-17)
   */
  'POST /api/v1/auth/refresh': {
    body?: {
      refresh_token: string;
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * Open an account with e-mail and password; a code is mailed (ID-07)
   */
  'POST /api/v1/auth/register': {
    body: {
      email: string;
      password: string;
      name: string;
      /**
       * What the challenge of `captcha` in `GET /api/v1/auth/config` gave; good once
       */
      captcha_token?: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Mail another verification code (ID-08)
   */
  'POST /api/v1/auth/resend-verification': {
    body: {
      email: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Set a new password by the mailed code; every session ends (ID-12)
   */
  'POST /api/v1/auth/reset-password': {
    body: {
      email: string;
      code: string;
      password: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Sign in with a code of Google or Microsoft (ID-10)
   */
  'POST /api/v1/auth/social-login': {
    body: {
      provider: 'google' | 'microsoft';
      code: string;
      code_verifier: string;
      nonce: string;
      /**
       * Where the refresh token goes: `cookie` for browsers, `body` for other programs
       */
      deliver?: 'cookie' | 'body';
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * Verify an e-mail address by the mailed code; the account then works (ID-08, ID-15)
   */
  'POST /api/v1/auth/verify-email': {
    body: {
      email: string;
      code: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Announce a contract; upload its file with the form in the answer (CON-01)
   */
  'POST /api/v1/contracts': {
    body: {
      /**
       * An existing customer by id, or the name of a new one
       */
      customer:
        | {
            id: string;
          }
        | {
            name: string;
            allow_duplicate?: boolean;
          };
      file_name: string;
      content_type:
        | 'application/pdf'
        | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
        | 'image/png'
        | 'image/jpeg'
        | 'image/tiff'
        | 'text/plain';
      /**
       * Bytes
       */
      size: number;
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      upload: {
        url: string;
        fields: {
          [k: string]: string;
        };
        expires_at: string;
        maximum_bytes: number;
      };
    };
  };
  /**
   * Take over what was read: facts, people, entitlements, prices and plan (CON-03)
   */
  'POST /api/v1/contracts/{id}/confirm': {
    params: {
      id: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      counts: {
        stakeholders: number;
        entitlements: number;
        prices: number;
        tasks: number;
      };
      plan_changes: {
        added: {
          key: string;
          title: string;
        }[];
        changed: {
          key: string;
          title: string;
          fields: string[];
        }[];
        removed: {
          key: string;
          title: string;
        }[];
        /**
         * No longer asked for by the contract, but somebody worked on it
         */
        kept: {
          key: string;
          title: string;
        }[];
      };
    };
  };
  /**
   * Process a contract again; a failed run goes on where it failed (CON-02)
   */
  'POST /api/v1/contracts/{id}/parse': {
    params: {
      id: string;
    };
    response: {
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      file_name: string;
      content_type: string;
      /**
       * Bytes
       */
      size: number;
      status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
      run: number;
      progress: {
        stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
        stages: {
          stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
          entered_at: string;
          left_at: string | null;
        }[];
      };
      /**
       * Why it failed and what to do
       */
      failure: {
        code: string;
        message: string;
        redrivable?: boolean;
      } | null;
      reader: string | null;
      pages: number | null;
      document_name: string | null;
      /**
       * `rules` or `model`
       */
      extractor: string | null;
      extractor_reason: string | null;
      /**
       * What the language model used
       */
      usage: {
        input_tokens: number;
        output_tokens: number;
        cost_usd: number;
      } | null;
      facts: number | null;
      needs_review: number | null;
      plan_id: string | null;
      confirmed_at: string | null;
      confirmed_by: string | null;
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Take a contract out of the archive, with its plan, entitlements and prices
   */
  'POST /api/v1/contracts/{id}/restore': {
    params: {
      id: string;
    };
    response: {
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      file_name: string;
      content_type: string;
      /**
       * Bytes
       */
      size: number;
      status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
      run: number;
      progress: {
        stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
        stages: {
          stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
          entered_at: string;
          left_at: string | null;
        }[];
      };
      /**
       * Why it failed and what to do
       */
      failure: {
        code: string;
        message: string;
        redrivable?: boolean;
      } | null;
      reader: string | null;
      pages: number | null;
      document_name: string | null;
      /**
       * `rules` or `model`
       */
      extractor: string | null;
      extractor_reason: string | null;
      /**
       * What the language model used
       */
      usage: {
        input_tokens: number;
        output_tokens: number;
        cost_usd: number;
      } | null;
      facts: number | null;
      needs_review: number | null;
      plan_id: string | null;
      confirmed_at: string | null;
      confirmed_by: string | null;
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * A new form to upload the file of an announced contract, where the first one ran out
   */
  'POST /api/v1/contracts/{id}/upload': {
    params: {
      id: string;
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      upload: {
        url: string;
        fields: {
          [k: string]: string;
        };
        expires_at: string;
        maximum_bytes: number;
      };
    };
  };
  /**
   * Bring back an archived plan (CON-04)
   */
  'POST /api/v1/onboarding-plans/{id}/restore': {
    params: {
      id: string;
    };
    response: {
      /**
       * The contract’s id
       */
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      contract_id: string;
      name: string;
      start_date: string;
      go_live_date: string;
      /**
       * As the contract has it
       */
      agreed_go_live_date: string | null;
      progress: {
        total: number;
        done: number;
        percent: number;
      };
      version: number;
      /**
       * What can be worked on now and is due first
       */
      next_step: {
        key: string;
        title: string;
        due_date: string;
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
      } | null;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Add a task to a plan; a rerun of the contract leaves it alone (CON-04)
   */
  'POST /api/v1/onboarding-plans/{id}/tasks': {
    params: {
      id: string;
    };
    body: {
      title: string;
      phase: string;
      due_date: string;
      start_date?: string;
      description?: string;
      /**
       * One of the customer’s people by id, or anybody by name
       */
      owner?: {
        side: 'provider' | 'customer';
        stakeholder_id?: string | null;
        name?: string | null;
      };
      /**
       * The task of the same phase that it stands behind; null for the first place
       */
      after?: string | null;
      /**
       * Keys of the tasks that it waits for; they must not wait for each other
       */
      depends_on?: string[];
    };
    response: {
      key: string;
      order: number;
      phase: string;
      title: string;
      description: string;
      status: 'todo' | 'in_progress' | 'blocked' | 'done';
      owner: {
        side: 'provider' | 'customer';
        role:
          | 'success_manager'
          | 'sales'
          | 'technical'
          | 'project'
          | 'billing'
          | 'trainer'
          | 'support'
          | 'executive_sponsor';
        stakeholder_id: string | null;
        name: string | null;
      };
      /**
       * Working days
       */
      duration_days: number;
      start_date: string;
      due_date: string;
      depends_on: string[];
      /**
       * Those of them that are not done
       */
      waits_for: string[];
      origin: 'template' | 'person';
      /**
       * Changed by a person; a rerun leaves the task alone
       */
      edited_fields: string[];
      completed_at: string | null;
      completed_by: string | null;
      source: {
        /**
         * The contract’s fact; null for what every plan has
         */
        fact_key: string | null;
        template_key: string;
        reason: string;
        page: number | null;
        quote: string | null;
      };
      version: number;
    };
  };
  /**
   * Bring back a task that was taken out of a plan (CON-04)
   */
  'POST /api/v1/onboarding-plans/{id}/tasks/{task_key}/restore': {
    params: {
      id: string;
      task_key: string;
    };
    response: {
      key: string;
      order: number;
      phase: string;
      title: string;
      description: string;
      status: 'todo' | 'in_progress' | 'blocked' | 'done';
      owner: {
        side: 'provider' | 'customer';
        role:
          | 'success_manager'
          | 'sales'
          | 'technical'
          | 'project'
          | 'billing'
          | 'trainer'
          | 'support'
          | 'executive_sponsor';
        stakeholder_id: string | null;
        name: string | null;
      };
      /**
       * Working days
       */
      duration_days: number;
      start_date: string;
      due_date: string;
      depends_on: string[];
      /**
       * Those of them that are not done
       */
      waits_for: string[];
      origin: 'template' | 'person';
      /**
       * Changed by a person; a rerun leaves the task alone
       */
      edited_fields: string[];
      completed_at: string | null;
      completed_by: string | null;
      source: {
        /**
         * The contract’s fact; null for what every plan has
         */
        fact_key: string | null;
        template_key: string;
        reason: string;
        page: number | null;
        quote: string | null;
      };
      version: number;
    };
  };
  /**
   * Create an organization; the caller becomes its admin (ORG-01)
   */
  'POST /api/v1/organizations': {
    body: {
      name: string;
      /**
       * Made from the name when left out
       */
      slug?: string;
    };
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * Enter one person or up to 50, all or none (CON-07)
   */
  'POST /api/v1/stakeholders': {
    body:
      | {
          customer_id: string;
          name: string;
          title?: string | null;
          email?: string | null;
          phone?: string | null;
          organization?: string | null;
          roles?: (
            | 'executive_sponsor'
            | 'signatory'
            | 'billing'
            | 'technical'
            | 'project'
            | 'notices'
            | 'other'
          )[];
          side?: ('provider' | 'customer') | null;
          influence?: 'decision_maker' | 'influencer' | 'user' | 'informed';
        }
      | {
          stakeholders: {
            customer_id: string;
            name: string;
            title?: string | null;
            email?: string | null;
            phone?: string | null;
            organization?: string | null;
            roles?: (
              | 'executive_sponsor'
              | 'signatory'
              | 'billing'
              | 'technical'
              | 'project'
              | 'notices'
              | 'other'
            )[];
            side?: ('provider' | 'customer') | null;
            influence?: 'decision_maker' | 'influencer' | 'user' | 'informed';
          }[];
        };
    response: {
      data: {
        id: string;
        customer_id: string;
        name: string;
        title: string | null;
        email: string | null;
        phone: string | null;
        organization: string | null;
        /**
         * The weightiest first
         */
        roles: (
          | 'executive_sponsor'
          | 'signatory'
          | 'billing'
          | 'technical'
          | 'project'
          | 'notices'
          | 'other'
        )[];
        /**
         * null where the contract does not tell
         */
        side: ('provider' | 'customer') | null;
        influence: 'decision_maker' | 'influencer' | 'user' | 'informed';
        influence_reason: string;
        source: 'contract' | 'person';
        /**
         * The facts that name this person
         */
        mentions: {
          contract_id: string;
          fact_key: string;
        }[];
        confidence: number;
        needs_review: boolean;
        /**
         * Changed by a person; a rerun leaves them alone
         */
        edited_fields: string[];
        edited_by: string | null;
        edited_at: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
    };
  };
  /**
   * Change the organization’s name, or whether contracts may be read by the language model (ORG-05)
   */
  'PUT /api/v1/organizations/{id}': {
    params: {
      id: string | 'current';
    };
    body: {
      name: string;
      ai_enabled: boolean;
      version: number;
    };
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
}

export interface Problem {
  /**
   * Stable, for programs: `validation_failed`, `not_found`, …
   */
  code: string;
  /**
   * One sentence for people: what happened and what to do.
   */
  message: string;
  data: {
    request_id: string;
    /**
     * One entry for each field that was refused.
     */
    errors?: {
      field: string;
      code: string;
      message: string;
    }[];
    [k: string]: unknown;
  };
}
